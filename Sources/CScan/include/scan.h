#ifndef PACBATCH_CSCAN_H
#define PACBATCH_CSCAN_H

// Looks at 64 bytes at once and answers with a bit for each. Swift's SIMD types have comparisons, but no cheap way from a comparison to
// a bit mask; without it finding the next comma costs more than looking byte by byte.
// Each function reads exactly the bytes its name says, wherever they lie: the caller sees to it that they may be read.

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint64_t pb_bits(__m128i a, __m128i b, __m128i c, __m128i d) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(a) | (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16 |
           (uint64_t)(uint32_t)_mm_movemask_epi8(c) << 32 | (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 48;
}

#define PB_LOAD(at, n) _mm_loadu_si128((const __m128i *)(const void *)((at) + 16 * (n)))

/// Bits of the bytes among 64 that are a delimiter, a double quote, a line feed or a carriage return.
static inline uint64_t pb_csv_marks_64(const uint8_t *at, uint8_t delimiter) {
    const __m128i d = _mm_set1_epi8((char)delimiter), q = _mm_set1_epi8('"'), n = _mm_set1_epi8('\n'), r = _mm_set1_epi8('\r');
    __m128i m[4];
    for (int i = 0; i < 4; i++) {
        const __m128i x = PB_LOAD(at, i);
        m[i] = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(x, d), _mm_cmpeq_epi8(x, q)),
                            _mm_or_si128(_mm_cmpeq_epi8(x, n), _mm_cmpeq_epi8(x, r)));
    }
    return pb_bits(m[0], m[1], m[2], m[3]);
}

/// Bits of the bytes among 64 that are no ASCII, or NUL.
static inline uint64_t pb_odd_marks_64(const uint8_t *at) {
    const __m128i z = _mm_setzero_si128();
    __m128i m[4];
    for (int i = 0; i < 4; i++) {
        const __m128i x = PB_LOAD(at, i);
        m[i] = _mm_or_si128(x, _mm_cmpeq_epi8(x, z));
    }
    return pb_bits(m[0], m[1], m[2], m[3]);
}

/// Bits of the bytes among 16 that end a plain run inside a JSON string: double quote, backslash, control character.
static inline uint32_t pb_json_marks_16(const uint8_t *at) {
    const __m128i x = PB_LOAD(at, 0), top = _mm_set1_epi8(0x1F);
    const __m128i m = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('"')), _mm_cmpeq_epi8(x, _mm_set1_epi8('\\'))),
                                   _mm_cmpeq_epi8(_mm_min_epu8(x, top), x));
    return (uint32_t)_mm_movemask_epi8(m);
}

#undef PB_LOAD

#else

static inline uint64_t pb_csv_marks_64(const uint8_t *at, uint8_t delimiter) {
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++) {
        const uint8_t x = at[i];
        bits |= (uint64_t)(x == delimiter || x == '"' || x == '\n' || x == '\r') << i;
    }
    return bits;
}

static inline uint64_t pb_odd_marks_64(const uint8_t *at) {
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++) {
        bits |= (uint64_t)(at[i] == 0 || at[i] >= 0x80) << i;
    }
    return bits;
}

static inline uint32_t pb_json_marks_16(const uint8_t *at) {
    uint32_t bits = 0;
    for (int i = 0; i < 16; i++) {
        bits |= (uint32_t)(at[i] == '"' || at[i] == '\\' || at[i] < 0x20) << i;
    }
    return bits;
}

#endif

#endif
