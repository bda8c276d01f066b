import Kernel
import Storage

/// The people of an installation, as far as anything is known of them that could tell who they are.
struct KnownPeople: Sendable {
    let roster: Roster
    /// Their numbers, in the order in which they were added to the roster.
    let numbers: [Int64]
}

extension DuplicateStore {
    private static let batch = 500

    /// Read batch by batch, so that only what is compared is held.
    func people(_ reading: some Reading, most: Int) throws -> KnownPeople {
        let form = try ProfileForm(traits: traitNames(reading), rules: IdentityRules.load(reading))
        var builder = RosterBuilder(form.attributes)
        var numbers: [Int64] = []
        while true {
            let batch = try telling(after: numbers.last ?? 0, form, reading)
            guard !batch.isEmpty else { return KnownPeople(roster: builder.roster(), numbers: numbers) }
            let profiles = try ProfileStore().profiles(of: batch, reading)
            let companies = try companies(of: batch, reading)
            for person in batch { builder.add(form.values(profiles[person], company: companies[person])) }
            numbers += batch
            guard numbers.count <= most else {
                throw Failure.conflict("There are more than \(most) people to compare: run “throughline duplicates” on a machine with room for them.")
            }
        }
    }

    /// People with traits, an address or a number; a browser that only looked around is nobody to compare.
    private func telling(after last: Int64, _ form: ProfileForm, _ reading: some Reading) throws -> [Int64] {
        try reading.rows(
            """
            SELECT person FROM identifier WHERE person > \(last)
            AND (type IN \(list: form.contactTypes) OR EXISTS (SELECT 1 FROM trait WHERE trait.identifier = identifier.id))
            GROUP BY person ORDER BY person LIMIT \(Self.batch)
            """
        ).map { try $0.get(at: 0) }
    }

    /// The traits that most people have; no profile needs more.
    private func traitNames(_ reading: some Reading) throws -> [String] {
        try reading.rows("SELECT name, COUNT(*) AS people FROM trait GROUP BY name ORDER BY people DESC, name LIMIT 200").map { try $0.get("name") }
    }

    private func companies(of people: [Int64], _ reading: some Reading) throws -> [Int64: String] {
        let rows = try reading.rows(
            """
            SELECT identifier.person AS person, MIN(company.name) AS name FROM membership JOIN identifier ON identifier.id = membership.identifier
            JOIN company ON company.number = membership.company WHERE identifier.person IN \(list: people) GROUP BY identifier.person
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("person"), try $0.get("name")) })
    }
}

/// How profiles become records: which traits and identifiers make up which attribute.
struct ProfileForm {
    let attributes: [Attribute]
    /// By attribute: the names of the traits that hold it, the most frequent first.
    private let traits: [[String]]
    private let types: [Attribute.Sort: Int64]

    var contactTypes: [Int64] { types.values.sorted() }

    /// Sorts that are always there, whether or not anybody has one yet.
    private static let usual: [Attribute] = [
        Attribute("first name", .givenName), Attribute("last name", .familyName), Attribute("date of birth", .birthDate), Attribute("email", .email),
        Attribute("phone", .phone), Attribute("postcode", .postcode), Attribute("street", .street), Attribute("place", .place),
        Attribute("company", .company), Attribute("occupation", .occupation), Attribute("name", .fullName),
    ]

    /// - Parameter names: of traits, the most frequent first.
    init(traits names: [String], rules: IdentityRules) {
        var (attributes, traits) = (Self.usual, Self.usual.map { _ in [String]() })
        for name in names {
            guard let sort = Attribute.sort(ofName: name) else { continue }
            if let index = Self.usual.firstIndex(where: { $0.sort == sort }) {
                traits[index].append(name)
            } else if attributes.count < Roster.mostCompared {
                attributes.append(Attribute(name, sort))
                traits.append([name])
            }
        }
        (self.attributes, self.traits) = (attributes, traits)
        types = Dictionary(
            uniqueKeysWithValues: [(.email, IdentifierType.email), (.phone, .phone)].compactMap { sort, type in
                rules.byType[type].map { (sort, $0.number) }
            })
    }

    func values(_ profile: Profile?, company: String?) -> [String?] {
        guard let profile else { return attributes.map { _ in nil } }
        var values = traits.map { names in names.lazy.compactMap { profile[$0] }.first { !$0.isEmpty } }
        for (index, attribute) in attributes.enumerated() where values[index] == nil {
            if let type = types[attribute.sort] { values[index] = profile.identifiers.first { $0.type == type }?.value }
            if attribute.sort == .company { values[index] = company }
        }
        if values[0] == nil, values[1] == nil, let name = values[10] {
            let parts = PersonalName(name)
            (values[0], values[1]) = (parts.given, parts.family)
        }
        return values
    }
}
