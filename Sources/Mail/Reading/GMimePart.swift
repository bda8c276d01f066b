import CGMime

/// A message in the hands of GMime, and let go with this.
final class GMimeTree {
    let message: UnsafeMutablePointer<GMimeMessage>

    /// - Parameter charset: how letters may be meant that no header says how to read.
    init?(_ bytes: [UInt8], charset: String) {
        _ = Self.isReady
        let parsed = charset.withCString { own in
            "utf-8".withCString { usual in
                var charsets: [UnsafePointer<CChar>?] = [usual, own, nil]
                return bytes.withUnsafeBytes { raw in
                    throughline_mail_parse(raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count, &charsets)
                }
            }
        }
        guard let parsed else { return nil }
        message = parsed
    }

    deinit { throughline_mail_free(message) }

    private static let isReady: Void = g_mime_init()

    var root: GMimePart? { g_mime_message_get_mime_part(message).map(GMimePart.init) }
    var headers: [MailHeader] { MailHeader.list(throughline_mail_headers(message)) }

    func addresses(_ type: GMimeAddressType) -> (kept: [MailAddress], count: Int) {
        var (kept, count): ([MailAddress], Int) = ([], 0)
        if let list = g_mime_message_get_addresses(message, type) { Self.collect(list, &kept, &count, depth: 0) }
        return (kept, count)
    }

    private static func collect(_ list: UnsafeMutablePointer<InternetAddressList>, _ kept: inout [MailAddress], _ count: inout Int, depth: Int) {
        for place in 0..<internet_address_list_length(list) {
            var (name, address): (UnsafePointer<CChar>?, UnsafePointer<CChar>?) = (nil, nil)
            if throughline_mail_address(list, place, &name, &address) == 1 {
                let text = address.map { String(cString: $0) } ?? ""
                guard MailAddress.isAddress(text) else { continue }
                count += 1
                if kept.count < MailLimits.recipients {
                    kept.append(MailAddress(name: name.map { String(cString: $0).oneLine } ?? "", address: text))
                }
            } else if depth < 2, let group = throughline_mail_group(list, place) {
                collect(group, &kept, &count, depth: depth + 1)
            }
        }
    }

    /// Microseconds since 1970.
    var date: Int64? {
        guard let date = g_mime_message_get_date(message) else { return nil }
        return Int64(g_date_time_to_unix(date)) * 1_000_000
    }
}

/// A part of a message; it lives as long as its tree.
struct GMimePart {
    private let object: UnsafeMutablePointer<GMimeObject>

    init(_ object: UnsafeMutablePointer<GMimeObject>) { self.object = object }

    enum Sort { case leaf, several, message, other }

    var sort: Sort {
        switch throughline_mail_sort(object) {
        case 0: .leaf
        case 1: .several
        case 2: .message
        default: .other
        }
    }

    var count: Int { Int(throughline_mail_count(object)) }
    func child(_ place: Int) -> GMimePart? { throughline_mail_child(object, Int32(place)).map(GMimePart.init) }

    /// `text/plain`, in lower case.
    var type: String {
        guard let type = g_mime_object_get_content_type(object) else { return "text/plain" }
        let (media, sub) = (g_mime_content_type_get_media_type(type), g_mime_content_type_get_media_subtype(type))
        return [media, sub].map { $0.map { String(cString: $0) } ?? "" }.joined(separator: "/").lowercased()
    }

    func parameter(_ name: String) -> String? { g_mime_object_get_content_type_parameter(object, name).map { String(cString: $0) } }
    var disposition: String { g_mime_object_get_disposition(object).map { String(cString: $0).lowercased() } ?? "" }
    var filename: String? { throughline_mail_filename(object).map { String(cString: $0) } }
    var headers: [MailHeader] { MailHeader.list(throughline_mail_part_headers(object)) }
    var enclosedHeaders: [MailHeader] { throughline_mail_enclosed(object).map { MailHeader.list(throughline_mail_headers($0)) } ?? [] }

    /// With its transfer encoding undone.
    var content: [UInt8] {
        guard let bytes = throughline_mail_content(object) else { return [] }
        defer { throughline_mail_free_content(bytes) }
        return Array(UnsafeBufferPointer(start: bytes.pointee.data, count: Int(bytes.pointee.len)))
    }
}

extension MailHeader {
    fileprivate static func list(_ headers: UnsafeMutablePointer<GMimeHeaderList>?) -> [MailHeader] {
        guard let headers else { return [] }
        return (0..<min(Int32(MailLimits.headers), g_mime_header_list_get_count(headers))).compactMap { place in
            guard let header = g_mime_header_list_get_header_at(headers, place), let name = g_mime_header_get_name(header) else { return nil }
            let value = g_mime_header_get_value(header).map { String(cString: $0) } ?? ""
            return MailHeader(name: String(cString: name), value: value.oneLine)
        }
    }
}

extension String {
    /// Without line ends and other control characters, nor blanks at its ends.
    var oneLine: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(scalar.properties.generalCategory == .control ? " " : scalar) }
        return String(scalars).split(separator: " ").joined(separator: " ")
    }
}
