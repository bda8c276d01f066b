/// What a ZIP archive holds, by the names in its directory (PKWARE's APPNOTE, 4.3.12); what stands in it is not unpacked.
struct FileArchive: Sendable {
    private let names: Set<String>

    /// `nil` where the directory cannot be read to its end.
    init?(_ content: [UInt8]) {
        func number(_ place: Int, _ length: Int) -> Int? {
            guard place >= 0, place + length <= content.count else { return nil }
            return (0..<length).reduce(0) { $0 | Int(content[place + $1]) << (8 * $1) }
        }
        // Behind it stands a comment of 65,535 bytes at most.
        let ends = stride(from: content.count - 22, through: Swift.max(0, content.count - 22 - 65_535), by: -1)
        guard content.count >= 22, let end = ends.first(where: { number($0, 4) == 0x0605_4B50 }) else { return nil }
        guard let count = number(end + 10, 2), var place = number(end + 16, 4), count < 0xFFFF else { return nil }
        var names: Set<String> = []
        for _ in 0..<count {
            guard number(place, 4) == 0x0201_4B50, let length = number(place + 28, 2), let extra = number(place + 30, 2),
                let comment = number(place + 32, 2), place + 46 + length <= content.count
            else { return nil }
            names.insert(String(decoding: content[(place + 46)..<(place + 46 + length)], as: UTF8.self).lowercased())
            place += 46 + length + extra + comment
        }
        // Something between the directory and its end is what another program might read.
        guard place == end else { return nil }
        self.names = names
    }

    func holds(_ name: String) -> Bool { names.contains(name) }

    /// Programs, macros, and archives, into which nobody has looked.
    var runsPrograms: Bool {
        names.contains { name in
            name.hasSuffix("vbaproject.bin") || name == "meta-inf/manifest.mf" && !holds("mimetype")
                || Self.endings.contains(name.split(separator: ".").last.map(String.init) ?? "")
        }
    }

    private static let endings: Set<String> = [
        "exe", "dll", "com", "scr", "pif", "cpl", "msi", "msp", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "lnk",
        "url", "reg", "jar", "class", "dex", "apk", "app", "dmg", "pkg", "sh", "command", "elf", "so", "dylib", "deb", "rpm", "appimage", "html",
        "htm", "svg", "chm", "iso", "img", "vhd", "zip", "7z", "rar", "gz", "xz", "tar", "cab", "ace", "docm", "xlsm", "pptm",
    ]
}
