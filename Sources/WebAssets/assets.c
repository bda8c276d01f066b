/* The assets of the pages, embedded in the binary. */
int throughline_assets_version(void) { return 1; }
