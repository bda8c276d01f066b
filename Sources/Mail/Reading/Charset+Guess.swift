extension Charset {
    private static let candidates = ["WINDOWS-1251", "KOI8-R", "WINDOWS-1250", "ISO-8859-2", "GB18030", "BIG5-HKSCS", "WINDOWS-1252"]

    /// What bytes are most likely written in that nobody says anything of: how usual the letters are that they would be.
    static func guessed(_ bytes: [UInt8]) -> Charset {
        if String(validating: bytes, as: UTF8.self) != nil { return .utf8 }
        let some = bytes.prefix(8_192)
        let scored = candidates.compactMap { Charset($0) }.map { charset in
            let text = charset.decode(some) ?? charset.decodeLossily(some)
            return (charset: charset, score: usualness(text))
        }
        return scored.max { $0.score < $1.score }?.charset ?? .utf8
    }

    /// The mean over the letters that are not ASCII: 1 where all are usual ones in usual places.
    private static func usualness(_ text: String) -> Double {
        var (sum, count): (Double, Double) = (0, 0)
        var before: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x80 {
                sum += weight(scalar, after: before)
                count += 1
            }
            before = scalar
        }
        return count == 0 ? 0 : sum / count
    }

    private static func weight(_ scalar: Unicode.Scalar, after before: Unicode.Scalar) -> Double {
        switch scalar.value {
        // Small Cyrillic letters; large ones inside of a word are a sign of the wrong table.
        case 0x0430...0x044F, 0x0451: isCyrillic(before) || !before.properties.isAlphabetic ? 1 : -1
        case 0x0410...0x042F, 0x0401: before.properties.isLowercase ? -1 : 0.7
        // A byte or two of Latin are more of a coincidence than a Han character.
        case 0x4E00...0x9FFF: Self.commonHan.contains(scalar) ? 1.5 : 0.55
        case 0x3000...0x3002, 0xFF01...0xFF1F: 1
        default: Self.usualLatin.contains(scalar) ? (before.isASCII && before.properties.isAlphabetic ? 0.95 : 0.6) : -0.5
        }
    }

    private static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { (0x0400...0x045F).contains(scalar.value) }

    private static let usualLatin = Set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻéèêàâçôûîïäöüßñáíúěščřžýůÄÖÜÉ„”“’–—…«»".unicodeScalars)
    private static let commonHan = Set(
        """
        的一是不了在人有我他這这中大来來上个個国國到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對可里裡后後小么麼心多天而能\
        好都然没沒日于於起还還发發成事只作当當想看文无無开開手用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長知样樣现現分将將外但身些与與\
        高意进進把法此实實回二理美点點月明其种種声聲全工己话話儿兒者向情部正名定女问問力机機给給等几幾很业業最间間新什打便位因重被走电電四第门門相次\
        东東政海口使教西再平真听聽世气氣信北少关關并内內加化由却代军軍产產入先件单單请請谢謝您订訂货貨收付款退换換送客户戶服务務品桌椅订邮郵
        """.unicodeScalars)
}
