import Testing

@testable import Language

@Suite struct `Terms of a text` {
    @Test(arguments: [
        ("Delivered late, delivery LATE!", ["deliv", "late"]), ("Доставка опоздала: доставки нет", ["доста", "опозд", "нет"]),
        ("Łóżko przyjechało 12 dni później", ["lozko", "przyj", "dni", "pozni"]), ("配送太慢了", ["配送", "送太", "太慢", "慢了"]), ("", []), ("12 400", []),
    ])
    func `are its words, forms of one word together`(_ text: String, _ terms: [String]) {
        #expect(SearchWords.terms(of: text) == Set(terms))
    }
}
