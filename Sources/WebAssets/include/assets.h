int throughline_assets_version(void);
