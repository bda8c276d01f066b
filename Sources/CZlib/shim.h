#include <zlib.h>

/* The macro of zlib is not importable; 32 added to the window bits finds gzip and zlib headers by itself. */
static inline int throughline_inflate_start(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
