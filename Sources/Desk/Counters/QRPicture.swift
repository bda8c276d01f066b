import Web

/// A QR code as a picture, with a quiet zone around it; dark on white in any colours of the page, since readers expect that.
struct QRPicture: Markup {
    let code: QRCode
    /// What it leads to, in words.
    let label: String

    /// `nil` of an address that is too long.
    init?(_ address: String, label: String) {
        guard let code = QRCode(address) else { return nil }
        (self.code, self.label) = (code, label)
    }

    var html: HTML {
        let side = code.size + 8
        var path = ""
        for row in 0..<code.size {
            var column = 0
            while column < code.size {
                var end = column
                while end < code.size, code[row, end] { end += 1 }
                if end > column { path += "M\(column + 4) \(row + 4)h\(end - column)v1h-\(end - column)z" }
                column = max(end, column + 1)
            }
        }
        return """
            <svg class="qr" viewBox="0 0 \("\(side)") \("\(side)")" role="img" aria-label="\(label)" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\("\(side)")v\("\(side)")h-\("\(side)")z"/><path fill="#000" d="\(path)"/></svg>
            """
    }
}
