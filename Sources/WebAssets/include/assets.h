#include <stddef.h>

/* A file that is part of the program. */
struct throughline_asset {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t length;
};

/* The assets one after another; NULL after the last. */
const struct throughline_asset *_Nullable throughline_asset_at(size_t index);
