#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo take any number of arguments, which is not importable. */

static inline CURLcode throughline_curl_number(CURL *curl, CURLoption option, long value) { return curl_easy_setopt(curl, option, value); }
static inline CURLcode throughline_curl_text(CURL *curl, CURLoption option, const char *value) { return curl_easy_setopt(curl, option, value); }
static inline CURLcode throughline_curl_list(CURL *curl, CURLoption option, struct curl_slist *value) { return curl_easy_setopt(curl, option, value); }
static inline CURLcode throughline_curl_pointer(CURL *curl, CURLoption option, void *value) { return curl_easy_setopt(curl, option, value); }

typedef size_t (*throughline_curl_writer)(char *, size_t, size_t, void *);
static inline CURLcode throughline_curl_writing(CURL *curl, throughline_curl_writer writer) {
    return curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, writer);
}

static inline long throughline_curl_status(CURL *curl) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

typedef size_t (*throughline_curl_reader)(char *, size_t, size_t, void *);
static inline CURLcode throughline_curl_reading(CURL *curl, throughline_curl_reader reader) {
    return curl_easy_setopt(curl, CURLOPT_READFUNCTION, reader);
}

typedef int (*throughline_curl_listener)(CURL *, curl_infotype, char *, size_t, void *);
static inline CURLcode throughline_curl_listening(CURL *curl, throughline_curl_listener listener) {
    return curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listener);
}

static inline curl_socket_t throughline_curl_socket(CURL *curl) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &socket);
    return socket;
}
