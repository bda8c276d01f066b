package import Kernel

/// Some of those who answer, to whom conversations belong together.
package struct Team: Hashable, Sendable {
    /// What programs and entries call it: made from its first name, and the same for ever.
    package let key: String
    var name: String
    /// Teams are asked in this order whether a conversation that begins is theirs, the lowest first.
    var rank = 10
    var giving = Giving.byHand
    var givingBack = GivingBack.unbegun
    /// A customer who comes again goes to whoever answered them last, if that one is there.
    var isSticky = false
    /// It has what no other team has.
    var takesRest = false
    var conditions = TeamConditions()
    /// Nobody gives it anything any more; what it had stays with it.
    var isPutAway = false

    /// How what waits in it comes to somebody.
    enum Giving: String, CaseIterable, Sendable {
        case byHand = "by_hand"
        case inTurn = "in_turn"
        /// To whoever has least to do.
        case least

        var isAutomatic: Bool { self != .byHand }
    }

    /// Which conversations that wait for an answer come back when whoever has them goes away.
    enum GivingBack: String, CaseIterable, Sendable {
        case never
        /// Those in which they have not answered anything.
        case unbegun
        /// All of them.
        case waiting
    }

    static let longestName = 60
    static let ranks = 1...1_000
}
