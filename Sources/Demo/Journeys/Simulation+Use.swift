import Kernel
import People
import Timeline

/// Daily use: the app, and desks that count how long somebody stands.
extension Simulation {
    mutating func openApp(_ m: Moment) {
        let known = identities(m)
        if lives[m.who].hasApp {
            showScreen(left: lives[m.who].dice.whole(1...4), m)
        } else {
            lives[m.who].hasApp = true
            tell("login", on: "app", by: known.user + known.device, m)
        }
        plan(.openApp, m, days: 30...100)
    }

    private static let screens: KeyValuePairs = ["My desk": 40.0, "Orders": 20, "Plan": 12, "Help": 10, "Offers": 9, "Profile": 9]

    mutating func showScreen(left: Int, _ m: Moment) {
        let screen = lives[m.who].dice.pick(Self.screens)
        tell("screen_view", on: "app", by: identities(m).device, m, ["title": .text(screen)])
        if left > 1 { plan(.appScreen(left: left - 1), m, seconds: 6...70) }
    }

    mutating func signal(_ m: Moment) {
        tell(
            "device_signal", on: "device", by: identities(m).user, m,
            ["standing_hours": .number(lives[m.who].dice.whole(4...46)), "moves": .number(lives[m.who].dice.whole(10...160))])
        plan(.deskSignal, m, days: 26...31)
    }
}
