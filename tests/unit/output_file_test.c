/* A file is replaced as a whole or not at all, whatever happens in between [C5, C6]. */
#include "tests/unit/base_builder.h"

#include "cli/output_file.h"
#include "cli/signals.h"
#include "cli/stray_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* An empty folder that holds `result.csv` with "old". */
typedef struct Folder {
    char path[64], file[96];
    Arena *arena;
} Folder;

static const Streams open_streams = {{false, false, false}};

static void write_whole(const char *path, const char *content) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static int set_up(void **state) {
    Folder *folder = calloc(1, sizeof *folder);
    strcpy(folder->path, "/tmp/ictscore-test-XXXXXX");
    if (!mkdtemp(folder->path)) return -1;
    snprintf(folder->file, sizeof folder->file, "%s/result.csv", folder->path);
    write_whole(folder->file, "old");
    folder->arena = arena_new(&base_memory);
    *state = folder;
    return 0;
}

static int count_files(const Folder *folder, bool remove_them) {
    int count = 0;
    DIR *entries = opendir(folder->path);
    for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        count++;
        if (!remove_them) continue;
        if (unlinkat(dirfd(entries), entry->d_name, 0) != 0)
            unlinkat(dirfd(entries), entry->d_name, AT_REMOVEDIR);
    }
    closedir(entries);
    return count;
}

static int tear_down(void **state) {
    Folder *folder = *state;
    count_files(folder, true);
    rmdir(folder->path);
    arena_free(folder->arena);
    free(folder);
    return 0;
}

static void assert_holds(const char *path, const char *expected) {
    char content[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    content[fread(content, 1, sizeof content - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(content, expected);
}

static OutputFile begin(const Folder *folder, const char *path) {
    OutputFile output;
    assert_true(output_prepare(&output, path, &open_streams, folder->arena));
    assert_true(output_begin(&output));
    assert_true(output_write(&output, "new", 3));
    return output;
}

static void a_committed_result_replaces_the_file_and_leaves_nothing_else(void **state) {
    Folder *folder = *state;
    OutputFile output = begin(folder, folder->file);
    assert_holds(folder->file, "old");
    assert_int_equal(count_files(folder, false), 2);
    assert_true(output_commit(&output));
    output_close(&output);
    assert_holds(folder->file, "new");
    assert_int_equal(count_files(folder, false), 1);
}

static void a_result_gets_the_mode_that_the_umask_leaves(void **state) {
    Folder *folder = *state;
    mode_t old = umask(027);
    OutputFile output = begin(folder, folder->file);
    struct stat status;
    fstat(output.descriptor, &status);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_true(output_commit(&output));
    output_close(&output);
    umask(old);
    stat(folder->file, &status);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void of_two_writers_the_last_wins_whole(void **state) {
    Folder *folder = *state;
    OutputFile first, second;
    assert_true(output_prepare(&first, folder->file, &open_streams, folder->arena));
    assert_true(output_prepare(&second, folder->file, &open_streams, folder->arena));
    assert_true(output_begin(&first) && output_begin(&second));
    assert_true(output_write(&first, "new", 3));
    assert_true(output_write(&second, "newer", 5));
    assert_true(output_commit(&second));
    assert_true(output_commit(&first));
    output_close(&first);
    output_close(&second);
    assert_holds(folder->file, "new");
    assert_int_equal(count_files(folder, false), 1);
}

static void a_link_stays_a_link(void **state) {
    Folder *folder = *state;
    char link[128];
    snprintf(link, sizeof link, "%s/link.csv", folder->path);
    assert_int_equal(symlink("result.csv", link), 0);
    OutputFile output = begin(folder, link);
    assert_true(output_commit(&output));
    output_close(&output);
    struct stat status;
    lstat(link, &status);
    assert_true(S_ISLNK(status.st_mode));
    assert_holds(folder->file, "new");
}

static void a_name_as_long_as_names_can_be_works(void **state) {
    Folder *folder = *state;
    char path[400];
    int length = snprintf(path, sizeof path, "%s/", folder->path);
    memset(path + length, 'a', 255);
    path[length + 255] = '\0';
    OutputFile output = begin(folder, path);
    assert_true(output_commit(&output));
    output_close(&output);
    assert_holds(path, "new");
}

/* A shell lets its background jobs ignore SIGINT and SIGQUIT; the tests are about a program that does not. */
static void heed_signals(void) {
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
}

/* Runs `body` in a process of its own, its standard error in `said`; gives the status of waitpid. */
static int in_process(Folder *folder, void (*body)(Folder *folder), char *said, size_t size) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        heed_signals();
        signals_install();
        body(folder);
        _exit(0);
    }
    close(ends[1]);
    size_t len = 0;
    for (ssize_t count; len + 1 < size && (count = read(ends[0], said + len, size - 1 - len)) > 0;)
        len += (size_t)count;
    said[len] = '\0';
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

static void interrupt_while_writing(Folder *folder, int signal_number) {
    OutputFile output;
    if (output_prepare(&output, folder->file, &open_streams, folder->arena) && output_begin(&output) &&
        output_write(&output, "new", 3) && count_files(folder, false) == 2)
        raise(signal_number);
}

static void be_terminated(Folder *folder) {
    interrupt_while_writing(folder, SIGTERM);
}

static void be_interrupted(Folder *folder) {
    interrupt_while_writing(folder, SIGINT);
}

static void lose_the_reader(Folder *folder) {
    interrupt_while_writing(folder, SIGPIPE);
}

static void be_killed(Folder *folder) {
    interrupt_while_writing(folder, SIGKILL);
}

static void an_interruption_removes_the_temporary_file_and_ends_as_it_always_does(void **state) {
    Folder *folder = *state;
    void (*const bodies[])(Folder *) = {be_terminated, be_interrupted, lose_the_reader};
    const int signals[] = {SIGTERM, SIGINT, SIGPIPE};
    char said[256];
    for (size_t i = 0; i < 3; i++) {
        int status = in_process(folder, bodies[i], said, sizeof said);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_int_equal(count_files(folder, false), 1);
        assert_holds(folder->file, "old");
    }
}

static void prepare(Folder *folder) {
    OutputFile output;
    output_prepare(&output, folder->file, &open_streams, folder->arena);
}

static void a_killed_run_is_told_of_by_the_next_and_a_living_one_is_not(void **state) {
    Folder *folder = *state;
    char said[512];
    int status = in_process(folder, be_killed, said, sizeof said);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(count_files(folder, false), 2);
    in_process(folder, prepare, said, sizeof said);
    assert_non_null(strstr(said, "note: an interrupted run left `.result.csv.ictscore-"));
    count_files(folder, true);
    OutputFile living = begin(folder, folder->file);
    in_process(folder, prepare, said, sizeof said);
    assert_string_equal(said, "");
    output_abandon(&living);
    output_close(&living);
}

static void write_too_much(Folder *folder) {
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){4096, 4096});
    OutputFile output;
    static const char bytes[10000];
    if (!output_prepare(&output, folder->file, &open_streams, folder->arena) || !output_begin(&output))
        _exit(1);
    if (output_write(&output, bytes, sizeof bytes)) _exit(2);
    output_fail(&output);
    _exit(output.error == EFBIG ? 3 : 4);
}

static void a_file_that_grows_beyond_its_limit_is_a_failed_write(void **state) {
    Folder *folder = *state;
    char said[512];
    int status = in_process(folder, write_too_much, said, sizeof said);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_non_null(strstr(said, "the file would pass the size limit; the old file is unchanged"));
    assert_holds(folder->file, "old");
    assert_int_equal(count_files(folder, false), 1);
}

static void commit_onto_a_directory(Folder *folder) {
    OutputFile output;
    if (!output_prepare(&output, folder->file, &open_streams, folder->arena) || !output_begin(&output))
        _exit(1);
    unlink(folder->file);
    mkdir(folder->file, 0700);
    _exit(output_commit(&output) ? 2 : 3);
}

static void a_failed_rename_removes_the_temporary_file(void **state) {
    Folder *folder = *state;
    char said[512];
    int status = in_process(folder, commit_onto_a_directory, said, sizeof said);
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_non_null(strstr(said, "it is a directory"));
    assert_int_equal(count_files(folder, false), 1);
}

#define FILE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        FILE_TEST(a_committed_result_replaces_the_file_and_leaves_nothing_else),
        FILE_TEST(a_result_gets_the_mode_that_the_umask_leaves),
        FILE_TEST(of_two_writers_the_last_wins_whole),
        FILE_TEST(a_link_stays_a_link),
        FILE_TEST(a_name_as_long_as_names_can_be_works),
        FILE_TEST(an_interruption_removes_the_temporary_file_and_ends_as_it_always_does),
        FILE_TEST(a_killed_run_is_told_of_by_the_next_and_a_living_one_is_not),
        FILE_TEST(a_file_that_grows_beyond_its_limit_is_a_failed_write),
        FILE_TEST(a_failed_rename_removes_the_temporary_file),
    };
    return cmocka_run_group_tests_name("output_file", tests, NULL, NULL);
}
