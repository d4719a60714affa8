/* Runs one program and says what it took: launch OUTPUT COMMAND... prints nanoseconds, user and system
 * microseconds, peak kilobytes and the exit status. A process of its own, since the peak of a process begins
 * with the memory of the one that made it, and that of an interpreter is not small. */
#define _DEFAULT_SOURCE /* vfork, wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(struct timeval time) {
    return time.tv_sec * 1000000LL + time.tv_usec;
}

static long long nanoseconds_between(struct timespec start, struct timespec end) {
    return (end.tv_sec - start.tv_sec) * 1000000000LL + (end.tv_nsec - start.tv_nsec);
}

/* Never comes back. */
static void become(const char *output, char **command) {
    int file = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file >= 0 && dup2(file, STDOUT_FILENO) >= 0) execvp(command[0], command);
    _exit(127);
}

int main(int count, char **arguments) {
    if (count < 3) {
        fprintf(stderr, "usage: launch OUTPUT COMMAND...\n");
        return 2;
    }
    struct timespec start, end;
    struct rusage usage;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = vfork();
    if (child == 0) become(arguments[1], arguments + 2);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) return 1;
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%lld %lld %lld %ld %d\n", nanoseconds_between(start, end), microseconds(usage.ru_utime),
           microseconds(usage.ru_stime), usage.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
