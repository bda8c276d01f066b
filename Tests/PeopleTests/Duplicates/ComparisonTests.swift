import Testing

@testable import People

/// Compared as an attribute of this sort.
private func agreement(_ a: String, _ b: String, _ sort: Attribute.Sort) -> Agreement {
    withLetters(a, b) { Comparison.agreement($0, $1, sort) }
}

private func withLetters<Answer>(_ a: String, _ b: String, _ body: (Letters, Letters) -> Answer) -> Answer {
    Array(a.unicodeScalars.map(\.value)).withUnsafeBufferPointer { first in
        Array(b.unicodeScalars.map(\.value)).withUnsafeBufferPointer { body(first, $0) }
    }
}

@Suite struct `Two values` {
    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "ab", 1), ("abc", "acb", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("martha", "marhta", 1),
        ("жуков", "жукова", 1), ("abcdef", "uvwxyz", 4),
    ]) func `are so many steps apart, at most one more than the limit`(a: String, b: String, steps: Int) {
        #expect(withLetters(a, b) { editDistance($0, $1, limit: 3) } == steps)
        #expect(withLetters(b, a) { editDistance($0, $1, limit: 3) } == steps)
    }

    /// The examples of Winkler 1990.
    @Test(arguments: [("martha", "marhta", 0.9611), ("dixon", "dicksonx", 0.8133), ("dwayne", "duane", 0.84), ("abc", "xyz", 0), ("", "a", 0)])
    func `are as alike as Jaro and Winkler say`(a: String, b: String, likeness: Double) {
        #expect(abs(withLetters(a, b, jaroWinkler) - likeness) < 0.0001)
    }

    @Test(arguments: [
        ("robert", "robert", Agreement.same), ("robert", "rboert", .oneLetter), ("william", "will", .shortened), ("w", "william", .shortened),
        ("jonathan", "johnathen", .similar), ("robert", "grace", .different), ("li", "wu", .different),
    ]) func `of a name agree`(a: String, b: String, expected: Agreement) {
        #expect(agreement(a, b, .givenName) == expected)
        #expect(agreement(b, a, .givenName) == expected)
    }

    @Test(arguments: [
        ("19710624", "19710624", Agreement.same), ("19710624", "19710524", .oneLetter), ("19710604", "19710406", .swapped),
        ("19710624", "19710630", .partly), ("19710624", "19830624", .partly), ("19710624", "19711113", .vaguely),
        ("19710624", "20031209", .different),
    ]) func `of a birthday agree`(a: String, b: String, expected: Agreement) {
        #expect(agreement(a, b, .birthDate) == expected)
        #expect(agreement(b, a, .birthDate) == expected)
    }

    @Test(arguments: [
        ("anna.kowal@firm.example", "anna.kowal@home.example", Agreement.partly), ("anna@firm.example", "anna@frim.example", .oneLetter),
        ("anna@firm.example", "boris@firm.example", .different),
    ]) func `of an email address agree`(a: String, b: String, expected: Agreement) { #expect(agreement(a, b, .email) == expected) }

    @Test func `of other sorts agree`() {
        #expect(agreement("48600100200", "600100200", .phone) == .partly)
        #expect(agreement("600100200", "600100201", .phone) == .oneLetter)
        #expect(agreement("tq138df", "tq138hu", .postcode) == .partly)
        #expect(agreement("tq138df", "sw1a2bj", .postcode) == .different)
        #expect(agreement("bristol", "bristol city of", .place) != .different)
        #expect(agreement("west devon", "devon", .place) == .partly)
        #expect(agreement("male", "female", .category) == .different)
        #expect(agreement("5304218", "5304281", .code) == .oneLetter)
    }
}

@Suite struct `A value as it is compared` {
    @Test func `has small letters without accents, in Latin`() {
        #expect(NormalForm.of("  Łukasz  O’Brien-Żak ", .fullName) == "lukasz obrien-zak")
        #expect(NormalForm.of("Иванов", .familyName) == NormalForm.of("IVANOV", .familyName))
        #expect(NormalForm.of("王小明", .fullName) == "王小明")
    }

    @Test func `is nothing when it says that nothing is known`() {
        #expect(["", "  ", "N/A", "null", "Unknown"].allSatisfy { NormalForm.of($0, .familyName) == nil })
    }

    @Test func `of a phone number is its digits without noughts in front`() {
        #expect(NormalForm.of("+48 600-100-200", .phone) == NormalForm.of("0048600100200", .phone))
    }

    @Test func `of a day is written one way, whatever way the column writes it`() {
        #expect(DateForm(guessedFrom: ["1971-06-24"]).normal("1971-6-4") == "19710604")
        #expect(DateForm(guessedFrom: ["24.06.1971", "01.02.1980"]).normal("1.2.1980") == "19800201")
        #expect(DateForm(guessedFrom: ["06/24/1971", "01/02/1980"]).normal("01/02/1980") == "19800102")
        #expect(DateForm(guessedFrom: []).normal("19151111") == "19151111")
        #expect(DateForm(guessedFrom: []).normal("1856-86-18") == "18568618")
    }

    @Test func `of a whole name is parted into given and family name`() {
        #expect(PersonalName("anna maria nowak").given == "anna")
        #expect(PersonalName("anna maria nowak").family == "nowak")
        #expect(PersonalName("王小明").family == "王")
        #expect(PersonalName("王小明").given == "小明")
        #expect(PersonalName("madonna").given == nil)
    }
}

@Suite struct `What a column is` {
    @Test(arguments: [
        ("first_name", Attribute.Sort.givenName), ("givenName", .givenName), ("Surname", .familyName), ("nazwisko", .familyName),
        ("фамилия", .familyName),
        ("full_name", .fullName), ("first_and_surname", .fullName), ("姓名", .fullName), ("dob", .birthDate), ("date_of_birth", .birthDate),
        ("birth_place", .place), ("emailAddress", .email), ("home_phone", .phone), ("postcode_fake", .postcode), ("zip", .postcode),
        ("address_1", .street), ("suburb", .place), ("gender", .category), ("occupation", .occupation), ("company_name", .company),
    ]) func `is told by its name`(name: String, sort: Attribute.Sort) { #expect(Attribute.sort(ofName: name) == sort) }

    @Test func `is nothing when every record has its own, or all the same`() {
        #expect(Attribute.guess(name: "rec_id", values: (0..<100).map { "rec-\($0)" }) == nil)
        #expect(Attribute.guess(name: "batch", values: Array(repeating: "7", count: 100)) == nil)
    }

    @Test func `is told by its values when the name says nothing`() {
        #expect(Attribute.guess(name: "column_3", values: (0..<60).map { "p\($0 % 50)@mail.example" })?.sort == .email)
        #expect(Attribute.guess(name: "column_4", values: (0..<60).map { ["a", "b"][$0 % 2] })?.sort == .category)
        #expect(Attribute.guess(name: "column_5", values: (0..<60).map { "\(7_000_000 + $0 % 50)" })?.sort == .code)
    }

    @Test func `a name beside a surname is the given name, and a second surname only helps to find`() {
        let names = ["ann", "bob", "eve"]
        let guessed = Attribute.guess(columns: [("name", names), ("surname", names), ("lastName", names)]).map(\.attribute.sort)
        #expect(guessed == [.givenName, .familyName, .fullName])
    }
}
