import Kernel
import People

/// Everybody the demo company ever meets.
struct Population: Sendable {
    /// First those who become known, then visitors who never do.
    private(set) var customers: [Customer] = []
    private(set) var accounts: [Account] = []
    private var calendar: Calendar
    private var dice: Dice
    private var addresses: Set<String> = []
    private var namesTaken: [Language: Int] = [:]

    init(seed: UInt64, known: Int, unknown: Int, calendar: Calendar) {
        self.calendar = calendar
        dice = Dice(seed: seed, stream: 0)
        while customers.count < known * 58 / 100 { addAccount() }
        while customers.count < known { add(Draft(region: drawRegion(), arrival: drawArrival(), role: nil, account: nil)) }
        for _ in 0..<unknown { addVisitor() }
    }
}

extension Population {
    /// When people arrive: more every month, with the seasons, from the first to the last month of the story.
    struct Calendar: Sendable {
        let first: Month
        let last: Month

        func draw(_ dice: inout Dice) -> Day {
            let weights = (first.number...last.number).map { number in
                Season.strength(of: Month(number: number)) * (0.85 + 0.012 * Double(number - first.number))
            }
            let month = Month(number: first.number + dice.place(in: weights))
            return month.firstDay.adding(days: dice.whole(0...27))
        }
    }

    private struct Draft {
        var region: (Region, City)
        var arrival: Meeting
        var role: String?
        var account: Int?
        var language: Language?
        var staysUnknown = false

        struct Meeting {
            let at: Instant
            let isFounding: Bool
        }
    }

    private mutating func drawRegion() -> (Region, City) {
        let region = Region.all[dice.place(in: Region.all.map(\.share))]
        return (region, region.cities[dice.place(in: region.cities.map(\.share))])
    }

    /// Nearly half have been customers before the story begins; they are first met in its first two months.
    private mutating func drawArrival() -> Draft.Meeting {
        let isFounding = dice.chance(0.45)
        let day = isFounding ? calendar.first.firstDay.adding(days: dice.whole(0...60)) : calendar.draw(&dice)
        return Draft.Meeting(at: day.start.adding(.seconds(dice.whole(21_600...79_200))), isFounding: isFounding)
    }
}

// MARK: - Companies and their people

extension Population {
    private mutating func addAccount() {
        let (region, city) = drawRegion()
        let language = city.language(&dice)
        let industry = dice.pick(Industry.allCases)
        let taken = namesTaken[language, default: 0]
        namesTaken[language] = taken + 1
        let name = CompanyNames.of(language).name(taken, industry)
        let number = 1_001 + accounts.count
        let isShared = accounts.count % 60 == 7
        accounts.append(
            Account(
                key: "c\(number)", name: name.written, industry: industry, employees: drawEmployees(), region: region, city: city,
                language: language, domain: "\(domainWord(name.proper, industry))\(number).example",
                sharedNumber: isShared ? "\(city.country.dialling)0\(number)" : nil))
        addMembers(of: accounts.count - 1, in: (region, city))
    }

    private func domainWord(_ proper: String, _ industry: Industry) -> String {
        let word = Latin.spelled(proper)
        return word.isEmpty ? Latin.spelled(industry.rawValue) : word
    }

    private mutating func drawEmployees() -> Int {
        switch dice.share() {
        case ..<0.5: dice.whole(4...20)
        case ..<0.85: dice.whole(21...120)
        default: dice.whole(121...900)
        }
    }

    private mutating func addMembers(of account: Int, in place: (Region, City)) {
        let employees = accounts[account].employees
        let count = employees > 120 ? dice.whole(7...13) : employees > 20 ? dice.whole(4...8) : dice.whole(3...5)
        let founding = drawArrival()
        for member in 0..<count {
            let delay = member == 0 || founding.isFounding ? 0 : dice.whole(15...140)
            let arrival = Draft.Meeting(at: founding.at.adding(.days(Int64(delay))), isFounding: founding.isFounding)
            let language = dice.chance(0.86) ? accounts[account].language : nil
            accounts[account].members.append(customers.count)
            add(Draft(region: place, arrival: arrival, role: role(of: member), account: account, language: language))
        }
    }

    private mutating func role(of member: Int) -> String {
        switch member {
        case 0: dice.pick(["Office manager": 5.0, "Facility manager": 3, "Head of purchasing": 2])
        case 1: dice.pick(["Managing director": 3.0, "Head of finance": 2, "Head of people": 2])
        default: dice.pick(["Engineer": 4.0, "Accountant": 3, "Designer": 2, "Assistant": 3, "Consultant": 3, "Team lead": 2])
        }
    }
}

// MARK: - People

extension Population {
    private mutating func addVisitor() {
        add(Draft(region: drawRegion(), arrival: Draft.Meeting(at: drawArrival().at, isFounding: false), staysUnknown: true))
    }

    private mutating func add(_ draft: Draft) {
        let (region, city) = draft.region
        let language = draft.language ?? city.language(&dice)
        let name = Names.of(language).draw(language, &dice)
        let number = 100_001 + customers.count
        customers.append(
            Customer(
                number: number, name: name.written, language: language, region: region, city: city, role: draft.role, account: draft.account,
                arrival: draft.arrival.at, isFounding: draft.arrival.isFounding, staysUnknown: draft.staysUnknown,
                character: min(0.85, max(-0.2, dice.around(0.46, 0.2))), identities: identities(number, name, city, draft.account)))
    }

    private mutating func identities(_ number: Int, _ name: Names.Full, _ city: City, _ account: Int?) -> Identities {
        var identities = Identities()
        let home = address(name, at: dice.pick(["mail.example", "post.example", "inbox.example"]))
        let work = account.map { address(name, at: accounts[$0].domain) }
        identities.user = Identities.list(.userID, "u\(number)")
        identities.email = Identities.list(.email, work ?? home)
        if dice.chance(0.12) { identities.otherEmail = Identities.list(.email, work == nil ? address(name, at: "letters.example") : home) }
        identities.phone = Identities.list(.phone, phone(number, city, account))
        if dice.chance(account == nil ? 0.35 : 0.08) { identities.card = Identities.list(.loyaltyCard, "ALD\(1_000_000 + number * 7)") }
        if dice.chance(0.12) { identities.social = Identities.list(.social, "@\(name.latinGiven)_\(name.latinFamily)\(number % 1_000)") }
        identities.isSocialLinked = dice.chance(0.6)
        if dice.chance(0.18) { identities.device = Identities.list(.deviceID, "d-\(dice.hexadecimal(16))") }
        identities.browsers = (0..<dice.pick([1: 5.0, 2: 4, 3: 1.5])).map { _ in Identities.list(.anonymousID, "a-\(dice.hexadecimal(16))") }
        return identities
    }

    /// The first free one of `anna.nowak@`, `anna.nowak2@` …
    private mutating func address(_ name: Names.Full, at domain: String) -> String {
        let stem = "\(name.latinGiven).\(name.latinFamily)"
        var count = 1
        while !addresses.insert("\(stem)\(count == 1 ? "" : String(count))@\(domain)").inserted { count += 1 }
        return "\(stem)\(count == 1 ? "" : String(count))@\(domain)"
    }

    /// Their own, or, for half of the people of a few companies, that of the front desk.
    private mutating func phone(_ number: Int, _ city: City, _ account: Int?) -> String {
        if let shared = account.flatMap({ accounts[$0].sharedNumber }), dice.chance(0.5) { return shared }
        return "\(city.country.dialling)\(number * 7_919 % 90_000 + 10_000)"
    }
}
