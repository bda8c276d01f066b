/// Why a whole request is not looked at any further.
enum Refusal: Error, Hashable {
    /// It cannot be read at all.
    case malformed(String)
    case tooLarge(String)
    /// It is packed in a way that we do not know.
    case packing(String)
}
