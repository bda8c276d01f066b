import Kernel
import People
import Timeline

/// What customers bring to service, and how it is handled: quickly and well, from the first month to the last.
extension Simulation {
    mutating func askEverydayQuestion(_ m: Moment) {
        if isCustomer(m), buys(m.who) || chance(0.35, m) { contact(about: everydayMatter(m), nil, m) }
        plan(.everydayQuestion, m, days: 110...380, .courier)
    }

    /// Invoices and plans are the business of those who buy.
    private mutating func everydayMatter(_ m: Moment) -> Matter {
        guard buys(m.who) else { return .fault }
        let hasPlan = lives[m.who].contract.map { contracts[$0].runs } ?? false
        return switch lives[m.who].dice.share() {
        case ..<0.3: .invoice
        case ..<0.6: hasPlan ? .plan : .fault
        case ..<0.75: .presales
        default: .fault
        }
    }

    // MARK: The customer speaks

    mutating func contact(about matter: Matter, _ order: Int?, _ m: Moment) {
        let channel = channel(m)
        let by = sender(on: channel, m)
        let agent = lives[m.who].dice.pick(Texts.of(population.customers[m.who].language).agents)
        let question = question(about: matter, order, m)
        let number = cases.count
        cases.append(Case(matter: matter, channel: channel, order: order, by: by, openedAt: m.at, agent: agent, question: question))
        tellQuestion(number, m)
        if channel != "phone" { return planReply(to: number, m) }
        plan(isSettledAtOnce(number, m) ? .askAboutService(number) : .openTicket(number), m, minutes: 4...14)
    }

    /// Never in the words they used last.
    private mutating func question(about matter: Matter, _ order: Int?, _ m: Moment) -> Question {
        let texts = Texts.of(population.customers[m.who].language)
        let product = order.map { orders[$0].product } ?? ownProduct(m)
        let number = order.map { orders[$0].number }
        var question = texts.question(on: matter, about: product, order: number, &lives[m.who].dice)
        while question.text == lives[m.who].lastText {
            question = texts.question(on: matter, about: product, order: number, &lives[m.who].dice)
        }
        lives[m.who].lastText = question.text
        return question
    }

    /// When service is closed, people write a letter.
    private mutating func channel(_ m: Moment) -> String {
        if !ServiceHours.isOpen(at: m.at, east: population.customers[m.who].east) { return "email" }
        let channel = lives[m.who].dice.pick(["chat": 38.0, "email": 28, "phone": 20, "messenger": 8, "social": 6])
        if channel == "social", identities(m).social.isEmpty || !identities(m).isSocialLinked { return "chat" }
        return channel
    }

    private mutating func sender(on channel: String, _ m: Moment) -> [Identifier] {
        let known = identities(m)
        return switch channel {
        case "chat": web(0, m)
        case "email": known.otherEmail.isEmpty || chance(0.6, m) ? known.email : known.otherEmail
        case "social": known.social
        default: known.phone
        }
    }

    private static let kinds = [
        "chat": "chat_message", "messenger": "chat_message", "email": "email_received", "phone": "phone_call", "social": "social_message",
    ]

    private mutating func tellQuestion(_ number: Int, _ m: Moment) {
        let it = cases[number]
        var properties: Properties = ["text": .text(it.question.text), "topic": .text(it.matter.rawValue)]
        if it.channel == "email" { properties.add("subject", .text(ticketSubject(of: it.matter, m))) }
        if it.channel == "phone" {
            properties.add("wait_seconds", .number(lives[m.who].dice.whole(4...55)))
            properties.add("minutes", .number(lives[m.who].dice.whole(2...12)))
        }
        let kind = it.matter == .presales ? "presales_question" : Self.kinds[it.channel, default: "chat_message"]
        let tone: Tone = it.matter.isDelivery || it.matter == .fault ? .bad : .mixed
        tell(kind, on: it.channel, by: it.by, m, sentiment: tone.sentiment(&lives[m.who].dice), about: subject(of: number), properties)
    }

    private mutating func ticketSubject(of matter: Matter, _ m: Moment) -> String {
        lives[m.who].dice.pick(Texts.of(population.customers[m.who].language).requests[matter]?.subjects ?? [])
    }

    func subject(of number: Int) -> Subject { Subject("ticket", String(20_001 + number)) }

    // MARK: Service answers

    /// Chats within a minute or two, letters within two hours, while service is there.
    private mutating func planReply(to number: Int, _ m: Moment) {
        let opens = ServiceHours.next(from: m.at, east: population.customers[m.who].east, &lives[m.who].dice)
        let seconds = cases[number].channel == "email" ? lives[m.who].dice.whole(600...7_200) : lives[m.who].dice.whole(15...210)
        plan(.reply(number), for: m.who, at: opens.adding(.seconds(seconds)))
    }

    mutating func reply(to number: Int, _ m: Moment) {
        let it = cases[number]
        let text = words(m) { $0.answer(to: it.question, by: it.agent, &$1) }
        tell(
            "service_reply", on: it.channel, by: it.by, m, about: subject(of: number),
            [
                "text": .text(text), "agent": .text(it.agent),
                "reply_seconds": .number(Int(m.at.duration(since: it.openedAt).microseconds / 1_000_000)),
            ])
        if !isSettledAtOnce(number, m) {
            plan(.openTicket(number), m, minutes: 1...6)
        } else if it.channel == "email" {
            plan(.askAboutService(number), m, hours: 2...8)
        } else {
            plan(.thank(number), m, seconds: 30...400)
        }
    }

    /// Whether it could be settled at once.
    private mutating func isSettledAtOnce(_ number: Int, _ m: Moment) -> Bool {
        switch cases[number].matter {
        case .damaged, .incomplete, .returns: false
        case .status, .presales, .invoice, .plan: true
        case .fault: chance(0.25, m)
        case .late: chance(0.4, m)
        case .assembly: chance(0.8, m)
        }
    }

    mutating func thank(for number: Int, _ m: Moment) {
        let text = words(m) { $1.pick($0.thanks) }
        let kind = cases[number].matter == .presales ? "presales_question" : cases[number].channel == "social" ? "social_message" : "chat_message"
        tell(
            kind, on: cases[number].channel, by: cases[number].by, m, sentiment: Tone.good.sentiment(&lives[m.who].dice),
            about: subject(of: number), ["text": .text(text)])
        plan(.askAboutService(number), m, minutes: 5...60)
    }

    // MARK: Tickets

    mutating func openTicket(of number: Int, _ m: Moment) {
        let it = cases[number]
        tell(
            "ticket_opened", on: it.channel, by: it.by, m, about: subject(of: number),
            [
                "subject": .text(ticketSubject(of: it.matter, m)), "topic": .text(it.matter.rawValue),
                "order": .text(it.order.map { orders[$0].number }),
            ])
        let opens = ServiceHours.next(
            from: m.at.adding(.hours(Int64(lives[m.who].dice.whole(2...40)))), east: population.customers[m.who].east, &lives[m.who].dice)
        plan(.resolve(number), for: m.who, at: opens.adding(.minutes(Int64(lives[m.who].dice.whole(3...90)))))
    }

    mutating func resolve(_ number: Int, _ m: Moment) {
        let it = cases[number]
        let by = identities(m).email
        makeGood(it, m)
        tell(
            "ticket_resolved", on: "email", by: by, m, about: subject(of: number),
            ["agent": .text(it.agent), "resolution_hours": .number(Int(m.at.duration(since: it.openedAt).microseconds / 3_600_000_000))])
        feel(0.04, m)
        if !it.reopened, chance(0.04, m) { return plan(.reopen(number), m, days: 1...6) }
        plan(.askAboutService(number), m, hours: 1...6)
    }

    /// A part is sent, or the piece is taken back and paid for.
    private mutating func makeGood(_ it: Case, _ m: Moment) {
        guard let order = it.order else { return }
        switch it.matter {
        case .returns: takeBack(order, m)
        case .damaged: if chance(0.5, m) { takeBack(order, m) } else { replace(order, m) }
        case .incomplete: if chance(0.2, m) { takeBack(order, m) } else { replace(order, m) }
        case .late: if chance(0.12, m) { takeBack(order, m) }
        default: break
        }
    }

    private mutating func replace(_ order: Int, _ m: Moment) {
        tell("replacement_sent", on: "email", by: identities(m).email, m, about: subject(order), ["product": .text(orders[order].product.model)])
    }

    private mutating func takeBack(_ order: Int, _ m: Moment) {
        tell("return_requested", on: "web", by: identities(m).user, m, about: subject(order))
        tell("refund_paid", on: "email", by: identities(m).email, m, value: orders[order].value, about: subject(order))
    }

    mutating func reopen(_ number: Int, _ m: Moment) {
        cases[number].reopened = true
        tell("ticket_reopened", on: "email", by: identities(m).email, m, about: subject(of: number))
        feel(-0.06, m)
        plan(.resolve(number), m, hours: 3...30)
    }
}
