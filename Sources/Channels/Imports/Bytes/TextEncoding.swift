/// How the characters of a file are written as bytes.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"
    case gb18030 = "gb18030"

    /// As people write it: `UTF-8`, `utf8`, `cp1251`, `Windows-1250`, `GBK`.
    package init?(name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "utf8", "ascii", "usascii": self = .utf8
        case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1250", "cp1250", "win1250": self = .windows1250
        case "windows1251", "cp1251", "win1251": self = .windows1251
        case "windows1252", "cp1252", "win1252", "latin1", "iso88591": self = .windows1252
        case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
        default: return nil
        }
    }
}
