#include "cli/signals.h"

#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* The only state of the program outside `main`: a signal handler can be told nothing else. Written while
 * signals are held. */
static const char *volatile temporary_name;
static volatile sig_atomic_t temporary_directory;

static const int interruptions[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM};
enum { INTERRUPTION_COUNT = sizeof interruptions / sizeof *interruptions };

void signals_remove_temporary(void) {
    const char *name = temporary_name;
    temporary_name = NULL;
    if (name) unlinkat(temporary_directory, name, 0);
}

/* Runs with SA_RESETHAND: raised again, the signal does what it does by itself, once the handler is left. */
static void interrupted(int signal_number) {
    signals_remove_temporary();
    raise(signal_number);
}

/* SIGPIPE ends the program quietly even where a parent ignored it; the others stay ignored when they were. */
static void install_one(int signal_number) {
    struct sigaction old, action = {.sa_handler = interrupted, .sa_flags = SA_RESETHAND};
    sigfillset(&action.sa_mask);
    sigaction(signal_number, NULL, &old);
    if (signal_number != SIGPIPE && !(old.sa_flags & SA_SIGINFO) && old.sa_handler == SIG_IGN) return;
    sigaction(signal_number, &action, NULL);
}

static void change_mask(int how) {
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < INTERRUPTION_COUNT; i++)
        sigaddset(&set, interruptions[i]);
    sigprocmask(how, &set, NULL);
}

void signals_hold(void) {
    change_mask(SIG_BLOCK);
}

void signals_release(void) {
    change_mask(SIG_UNBLOCK);
}

bool signals_are_waiting(void) {
    sigset_t waiting;
    sigpending(&waiting);
    for (size_t i = 0; i < INTERRUPTION_COUNT; i++)
        if (sigismember(&waiting, interruptions[i]) == 1) return true;
    return false;
}

void signals_install(void) {
    for (size_t i = 0; i < INTERRUPTION_COUNT; i++)
        install_one(interruptions[i]);
    signal(SIGXFSZ, SIG_IGN);
    signals_release(); /* a parent may have left them held */
}

void signals_set_temporary(int directory, const char *name) {
    temporary_directory = directory;
    temporary_name = name;
}
