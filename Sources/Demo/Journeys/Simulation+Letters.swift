import Kernel
import People
import Timeline

/// The newsletter: on the first Tuesday of every other month, to those who want it; half of them get it in the months between.
extension Simulation {
    mutating func planNewsletter(after month: Month, _ m: Moment) {
        let next = Month(number: month.number + 2 - (month.number + m.who) % 2)
        let first = next.firstDay
        let tuesday = first.adding(days: (9 - first.weekday) % 7)
        let second = (9 - population.customers[m.who].east) * 3_600 + lives[m.who].dice.whole(0...3_000)
        plan(.newsletter(number: next.number), for: m.who, at: tuesday.start.adding(.seconds(Int64(second))))
    }

    private func campaign(_ number: Int) -> Subject { Subject("campaign", "newsletter-\(Month(number: number))") }

    private func letter(_ number: Int, _ m: Moment) -> Properties {
        let letters = Texts.of(population.customers[m.who].language).site.newsletters
        return ["subject": .text(letters[number % letters.count])]
    }

    mutating func receiveNewsletter(_ number: Int, _ m: Moment) {
        planNewsletter(after: Month(number: number), m)
        guard lives[m.who].reads else { return }
        tell("email_sent", on: "email", by: identities(m).email, m, about: campaign(number), letter(number, m))
        if chance((0.32 + 0.15 * mood(m)).clamped(to: 0.1...0.5), m) { plan(.openMail(number: number), m, hours: 0...50) }
    }

    mutating func openMail(_ number: Int, _ m: Moment) {
        tell("email_opened", on: "email", by: identities(m).email, m, about: campaign(number), letter(number, m))
        if chance(0.2, m) { return plan(.clickMail(number: number), m, seconds: 6...90) }
        if chance(mood(m) < 0 ? 0.05 : 0.008, m) {
            lives[m.who].reads = false
            tell("consent_withdrawn", on: "email", by: identities(m).email, m, ["purpose": .text("newsletter")])
        }
    }

    mutating func clickMail(_ number: Int, _ m: Moment) {
        let browser = lives[m.who].dice.whole(0...max(0, lives[m.who].browsers - 1))
        tell("email_clicked", on: "email", by: identities(m).email + identities(m).browsers[browser], m, about: campaign(number), letter(number, m))
        visit(browser, 1...4, .curious, m)
    }
}
