import HTTPTypes

extension HTTPFields {
    /// Whether a page in a browser sends it: every browser says with a POST from where it comes, and programs have no reason to.
    var isOfPage: Bool { self[.origin] != nil }
}
