package import Kernel

/// What is wrong in the demo company, for visitors to find.
package struct DemoStory: Hashable, Sendable {
    /// The value of the trait `region` of those whom it befalls.
    package let region: String
    /// The first month in which the new carrier drives there.
    package let month: Month
    /// Property `carrier` of the deliveries that go wrong.
    package let carrier: String
    package let formerCarrier: String

    /// Text keys, in the order in which one finds out: each says what to look at; they name `{region}`, `{month}` and `{carrier}`.
    package static let textsOfFindings = ["demo.look.scores", "demo.look.region", "demo.look.deliveries", "demo.look.cost"]

    init(in now: Month) {
        region = Region.south.name
        month = Month(number: now.number - 7)
        carrier = Carrier.quickstep.rawValue
        formerCarrier = Carrier.kestrel.rawValue
    }

    /// Who drives to a region at a time.
    func carrier(to region: Region, at moment: Instant) -> Carrier {
        region.name == self.region && moment >= month.firstDay.start ? .quickstep : .kestrel
    }
}
