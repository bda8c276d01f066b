/* The stylesheet, the script and the texts of the pages, embedded in the binary. A new file needs its two lines here. */
#include "assets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char style_css[] = {
#embed "files/style.css"
};
static const unsigned char script_js[] = {
#embed "files/script.js"
};
static const unsigned char t_js[] = {
#embed "files/t.js"
};
static const unsigned char chat_js[] = {
#embed "files/chat.js"
};
static const unsigned char chat_window_js[] = {
#embed "files/chat-window.js"
};
static const unsigned char chat_css[] = {
#embed "files/chat.css"
};
static const unsigned char rate_css[] = {
#embed "files/visitor.css"
,
#embed "files/rate.css"
};
static const unsigned char book_css[] = {
#embed "files/visitor.css"
,
#embed "files/book.css"
};
static const unsigned char book_js[] = {
#embed "files/book.js"
};
static const unsigned char openapi_json[] = {
#embed "files/openapi.json"
};
static const unsigned char mark_svg[] = {
#embed "files/mark.svg"
};
static const unsigned char texts_en[] = {
#embed "texts/en.json"
};
static const unsigned char texts_ru[] = {
#embed "texts/ru.json"
};
static const unsigned char texts_pl[] = {
#embed "texts/pl.json"
};
static const unsigned char texts_zh[] = {
#embed "texts/zh.json"
};

#define ASSET(name, bytes) {name, bytes, sizeof bytes}

static const struct throughline_asset assets[] = {
    ASSET("style.css", style_css),
    ASSET("script.js", script_js),
    ASSET("t.js", t_js),
    ASSET("chat.js", chat_js),
    ASSET("chat-window.js", chat_window_js),
    ASSET("chat.css", chat_css),
    ASSET("rate.css", rate_css),
    ASSET("book.css", book_css),
    ASSET("book.js", book_js),
    ASSET("openapi.json", openapi_json),
    ASSET("mark.svg", mark_svg),
    ASSET("texts/en.json", texts_en),
    ASSET("texts/ru.json", texts_ru),
    ASSET("texts/pl.json", texts_pl),
    ASSET("texts/zh.json", texts_zh),
};

const struct throughline_asset *throughline_asset_at(size_t index) {
    return index < sizeof assets / sizeof assets[0] ? &assets[index] : NULL;
}
