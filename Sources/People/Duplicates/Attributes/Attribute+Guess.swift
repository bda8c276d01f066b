/// What a column or trait is, guessed from its name and what stands in it.
extension Attribute {
    /// The attributes of a table. Of several given or family names the first is compared, the others only help to find.
    ///
    /// - Parameter columns: name and the values that are there, of each column.
    /// - Returns: the number of the column and what it is, for those that say something.
    package static func guess(columns: [(name: String, values: [String])]) -> [(column: Int, attribute: Attribute)] {
        var found = columns.enumerated().compactMap { index, column in
            guess(name: column.name, values: column.values).map { (column: index, attribute: $0) }
        }
        let hasFamily = found.contains { $0.attribute.sort == .familyName }
        let hasGiven = found.contains { $0.attribute.sort == .givenName }
        var taken: Set<Sort> = []
        for index in found.indices {
            let (name, sort) = (found[index].attribute.name, found[index].attribute.sort)
            if sort == .fullName, hasFamily, !hasGiven, !taken.contains(.givenName) {
                found[index].attribute = Attribute(name, .givenName)
            } else if sort == .givenName || sort == .familyName, taken.contains(sort) {
                found[index].attribute = Attribute(name, .fullName)
            }
            taken.insert(found[index].attribute.sort)
        }
        return found
    }

    /// - Parameter values: those that are there, of all records or of a sample.
    /// - Returns: `nil` for what says nothing about who somebody is: empty columns, and numbers that every record has its own of.
    package static func guess(name: String, values: [String]) -> Attribute? {
        guard !values.isEmpty else { return nil }
        let distinct = Set(values).count
        guard distinct > 1 else { return nil }
        if let sort = sort(ofName: name) { return Attribute(name, sort) }
        if distinct == values.count, values.count > 20 { return nil }
        if values.filter({ $0.contains("@") }).count * 10 > values.count * 9 { return Attribute(name, .email) }
        if distinct <= 12 || distinct * 100 < values.count { return Attribute(name, .category) }
        return Attribute(name, isMostlyDigits(values) ? .code : .text)
    }

    /// The first rule that fits, so that `first_name` is not taken for a name and `email_address` not for a street.
    static func sort(ofName name: String) -> Sort? {
        let words = words(of: name)
        if !givenWords.isDisjoint(with: words), !familyWords.isDisjoint(with: words) { return .fullName }
        let joined = words.joined()
        if let known = wholeNames.first(where: { $0.value.contains(joined) }) { return known.key }
        return wordRules.first { !$0.words.isDisjoint(with: words) }?.sort
    }

    private static func isMostlyDigits(_ values: [String]) -> Bool {
        let digits = values.reduce(0) { $0 + $1.utf8.count { (48...57).contains($0) } }
        return digits * 2 > values.reduce(0) { $0 + $1.utf8.count }
    }

    /// `dateOfBirth` and `date_of_birth` are both date, of, birth.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var isOpen = false
        for character in name {
            guard character.isLetter || character.isNumber else {
                isOpen = false
                continue
            }
            let begins = character.isUppercase && words.last?.last.map { name.contains("\($0)\(character)") && !$0.isUppercase } == true
            if !isOpen || begins { words.append("") }
            words[words.count - 1] += character.lowercased()
            isOpen = true
        }
        return words
    }

    private static let givenWords: Set<String> = ["first", "given", "forename", "firstname", "имя", "imię"]
    private static let familyWords: Set<String> = ["last", "family", "surname", "lastname", "фамилия", "nazwisko"]

    private static let wholeNames: [Sort: Set<String>] = [
        .givenName: [
            "firstname", "givenname", "forename", "forename1", "fname", "given", "first", "имя", "imię", "imie", "名", "名字", "vorname", "prénom",
            "prenom",
        ],
        .familyName: [
            "lastname", "familyname", "surname", "lname", "last", "family", "фамилия", "nazwisko", "姓", "姓氏", "nachname", "nom",
        ],
        .fullName: ["name", "fullname", "customername", "displayname", "фио", "имяифамилия", "imięinazwisko", "imieinazwisko", "姓名", "全名"],
        .birthDate: ["dob", "bday", "bd", "datanarodzin", "dataurodzenia", "датарождения", "生日", "出生日期", "geburtsdatum"],
        .street: ["street", "address", "address1", "addressline1", "ulica", "adres", "улица", "адрес", "地址", "strasse", "straße"],
        .text: ["streetnumber", "housenumber", "address2", "addressline2"],
    ]

    private static let wordRules: [(sort: Sort, words: Set<String>)] = [
        (.email, ["email", "mail", "почта", "邮箱", "邮件"]),
        (.phone, ["phone", "telephone", "mobile", "tel", "cell", "msisdn", "telefon", "телефон", "电话", "手机"]),
        (.birthDate, ["birthday", "birthdate", "dob"]),
        (.postcode, ["postcode", "zip", "zipcode", "postal", "plz", "индекс", "邮编"]),
        (.givenName, ["firstname", "forename", "givenname"]),
        (.familyName, ["surname", "lastname"]),
        (.company, ["company", "employer", "organisation", "organization", "firma", "компания", "公司"]),
        (.occupation, ["occupation", "job", "profession", "position", "zawód", "stanowisko", "должность", "профессия", "职业", "职位"]),
        (
            .category,
            ["gender", "sex", "płeć", "пол", "性别", "state", "region", "province", "language", "title", "salutation", "country", "страна", "kraj"]
        ),
        (.place, ["city", "town", "suburb", "place", "birthplace", "location", "miasto", "город", "城市"]),
        (.street, ["street", "address", "addr"]),
        (.code, ["ssn", "nin", "passport", "pesel", "tax", "nip", "инн", "card"]),
        (.birthDate, ["birth"]),
    ]
}
