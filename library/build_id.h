/* Which sources the program was made of. */
#ifndef LIBRARY_BUILD_ID_H
#define LIBRARY_BUILD_ID_H

extern const char build_id[]; /* the SHA-256 of all of them, 64 digits; made at build */

#endif
