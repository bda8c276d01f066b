#include <gmime/gmime.h>

/* GObject's casts are macros, which are not importable; these are the few steps that reading a message takes. */

/* The charsets are tried for letters that no header says how to read. NULL when there is nothing to read. */
static inline GMimeMessage *throughline_mail_parse(const char *bytes, size_t length, const char **charsets) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeParserOptions *options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(options, charsets);
    GMimeMessage *message = g_mime_parser_construct_message(parser, options);
    g_mime_parser_options_free(options);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

static inline void throughline_mail_free(GMimeMessage *message) { g_object_unref(message); }

static inline GMimeHeaderList *throughline_mail_headers(GMimeMessage *message) {
    return g_mime_object_get_header_list((GMimeObject *)message);
}

static inline GMimeHeaderList *throughline_mail_part_headers(GMimeObject *part) { return g_mime_object_get_header_list(part); }

/* 0 a leaf, 1 a multipart, 2 a message within the message, 3 anything else */
static inline int throughline_mail_sort(GMimeObject *part) {
    if (GMIME_IS_MULTIPART(part)) return 1;
    if (GMIME_IS_MESSAGE_PART(part)) return 2;
    return GMIME_IS_PART(part) ? 0 : 3;
}

static inline int throughline_mail_count(GMimeObject *multipart) { return g_mime_multipart_get_count((GMimeMultipart *)multipart); }

static inline GMimeObject *throughline_mail_child(GMimeObject *multipart, int place) {
    return g_mime_multipart_get_part((GMimeMultipart *)multipart, place);
}

static inline GMimeMessage *throughline_mail_enclosed(GMimeObject *part) {
    return g_mime_message_part_get_message((GMimeMessagePart *)part);
}

static inline const char *throughline_mail_filename(GMimeObject *part) {
    return GMIME_IS_PART(part) ? g_mime_part_get_filename((GMimePart *)part) : g_mime_object_get_content_type_parameter(part, "name");
}

/* What is in a leaf, with its transfer encoding undone; or the whole of a message within the message. To be freed. */
static inline GByteArray *throughline_mail_content(GMimeObject *part) {
    GByteArray *bytes = g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
    if (GMIME_IS_PART(part)) {
        GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)part);
        if (content) g_mime_data_wrapper_write_to_stream(content, stream);
    } else if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *message = g_mime_message_part_get_message((GMimeMessagePart *)part);
        if (message) g_mime_object_write_to_stream((GMimeObject *)message, NULL, stream);
    }
    g_object_unref(stream);
    return bytes;
}

static inline void throughline_mail_free_content(GByteArray *bytes) { g_byte_array_free(bytes, TRUE); }

/* The place-th address of a list that is none of a group; name and address may be NULL. */
static inline int throughline_mail_address(InternetAddressList *list, int place, const char **name, const char **address) {
    InternetAddress *found = internet_address_list_get_address(list, place);
    *name = found ? internet_address_get_name(found) : NULL;
    *address = NULL;
    if (!found || !INTERNET_ADDRESS_IS_MAILBOX(found)) return 0;
    *address = internet_address_mailbox_get_addr((InternetAddressMailbox *)found);
    return 1;
}

static inline InternetAddressList *throughline_mail_group(InternetAddressList *list, int place) {
    InternetAddress *found = internet_address_list_get_address(list, place);
    return found && INTERNET_ADDRESS_IS_GROUP(found) ? internet_address_group_get_members((InternetAddressGroup *)found) : NULL;
}
