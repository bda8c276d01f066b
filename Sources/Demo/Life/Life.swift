import Kernel

/// What changes while a customer is followed: luck, mood, what has happened so far.
struct Life: Sendable {
    var dice: Dice
    var mood: Mood
    /// Touchpoints told so far; part of the key of the next.
    var told: UInt32 = 0
    var lastText = ""
    /// Has an account.
    var isKnown = false
    /// Browsers that are known to be this customer's.
    var browsers = 1
    /// The browser on which they have looked around as nobody.
    var lookedOn = 0
    var hasApp = false
    var hasConnectedDesk = false
    var reads = false
    var orders = 0
    /// What lies in the cart.
    var cart: Product?
    /// What they bought last.
    var product: Product?
    /// When they were last asked whether they would recommend the company.
    var askedAt = Instant.distantPast
    var contract: Int?
    /// Gone for good: says nothing any more.
    var hasLeft = false
    /// The last thing that went wrong with a delivery.
    var trouble: Trouble?
}

struct Trouble: Sendable {
    let matter: Matter
    let product: Product
    let at: Instant
}
