#include "base/sha256.h"
#include "tests/unit/base_builder.h"

#include <string.h>

static void assert_digest(Arena *arena, Sha256Digest digest, const char *hex) {
    assert_memory_equal(sha256_hex(arena, &digest).bytes, hex, SHA256_HEX);
}

/* FIPS 180-4 examples and the first byte-oriented vectors of NIST's CAVP */
static void the_vectors_of_nist(void **state) {
    static const struct {
        const char *message, *hex;
    } VECTORS[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmno"
         "pqr"
         "stnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {"\xd3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"},
        {"\x11\xaf", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"},
    };
    for (size_t i = 0; i < sizeof VECTORS / sizeof *VECTORS; i++)
        assert_digest(*state, sha256_text(text_from(VECTORS[i].message)), VECTORS[i].hex);
}

static void a_million_letters(void **state) {
    Sha256 sha;
    sha256_init(&sha);
    char letters[1000];
    memset(letters, 'a', sizeof letters);
    for (int i = 0; i < 1000; i++)
        sha256_add(&sha, letters, sizeof letters);
    assert_digest(*state, sha256_finish(&sha),
                  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* every place where a message may end in a block; the figure is that of Python's hashlib */
static void messages_of_every_length(void **state) {
    Sha256 all;
    sha256_init(&all);
    for (size_t len = 0; len <= 260; len++) {
        char message[260];
        for (size_t i = 0; i < len; i++)
            message[i] = (char)(i * 7 + len);
        Sha256Digest digest = sha256_text((Text){message, len});
        sha256_add(&all, digest.bytes, sizeof digest.bytes);
    }
    assert_digest(*state, sha256_finish(&all),
                  "0cc209c6224061d707e13bec3a2030c118f26aa54893df4a7789e28ad756a7f0");
}

static void pieces_make_the_same_as_the_whole(void **state) {
    char message[300];
    for (size_t i = 0; i < sizeof message; i++)
        message[i] = (char)(i * 31);
    Sha256Digest whole = sha256_text((Text){message, sizeof message});
    const char *hex = sha256_hex(*state, &whole).bytes;
    for (size_t piece = 1; piece <= sizeof message; piece++) {
        Sha256 sha;
        sha256_init(&sha);
        sha256_add(&sha, NULL, 0);
        for (size_t from = 0; from < sizeof message; from += piece)
            sha256_add(&sha, message + from, from + piece < sizeof message ? piece : sizeof message - from);
        assert_digest(*state, sha256_finish(&sha), hex);
    }
}

static void a_fingerprint_is_the_first_sixteen_digits(void **state) {
    Sha256Digest digest = sha256_text(TEXT("abc"));
    assert_text(sha256_fingerprint(*state, &digest), "ba7816bf8f01cfea");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_vectors_of_nist),
        ARENA_TEST(a_million_letters),
        ARENA_TEST(messages_of_every_length),
        ARENA_TEST(pieces_make_the_same_as_the_whole),
        ARENA_TEST(a_fingerprint_is_the_first_sixteen_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
