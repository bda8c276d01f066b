/// How far the line and its settings have come: two numbers that tell a server what happened on others.
struct LineCounts: Hashable, Sendable {
    /// The position that was given last.
    let position: Int64
    /// Changes of the catalogue, the sources and the rules of identity.
    let settings: Int64
}
