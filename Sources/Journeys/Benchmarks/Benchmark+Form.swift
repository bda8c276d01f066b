import Kernel
import Web

extension Benchmark {
    /// - Throws: `invalid` with the field that is wrong.
    /// - Parameter id: of the one that is changed; a new one otherwise.
    init(_ form: Form, id: ID<Benchmark>? = nil) throws {
        guard let sort = Sort(rawValue: form["sort"]) else { throw Failure.invalid("sort", "must be chosen") }
        guard let nps = Double(form["nps"].replacing(",", with: ".").replacing("−", with: "-")), (-100...100).contains(nps) else {
            throw Failure.invalid("nps", "must be a number from -100 to 100")
        }
        let (first, last) = (try form.day("from"), try form.day("to"))
        try Failure.require(first <= last, "to", "must not come before the first day")
        try Failure.require(last <= systemNow().day, "to", "must not lie in the future")
        self.init(
            id: id ?? ID(at: systemNow()), sort: sort, name: try form.text("name", 1...200), nps: nps,
            answers: form.optional("answers") == nil ? nil : try form.int("answers", 1...100_000_000), first: first, last: last,
            origin: try form.text("origin", 0...500))
    }

    /// As it stands in the form in which it is changed.
    var fields: [String: String] {
        [
            "sort": sort.rawValue, "name": name, "nps": nps == nps.rounded() ? "\(Int(nps))" : "\(nps)", "answers": answers.map { "\($0)" } ?? "",
            "from": first.description, "to": last.description, "origin": origin,
        ]
    }
}
