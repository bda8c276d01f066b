/// A company among the customers.
struct Account: Sendable {
    let key: String
    let name: String
    let industry: Industry
    let employees: Int
    let region: Region
    let city: City
    let language: Language
    /// What follows the @ in the addresses of its people.
    let domain: String
    /// One number at the front desk that several of its people give as their own; rare.
    let sharedNumber: String?
    /// The places of its people among the customers; the first buys.
    var members: [Int] = []

    var plan: Plan { employees > 120 ? .campus : .team }
}

enum Industry: String, Sendable, CaseIterable {
    case software = "Software"
    case law = "Law"
    case accounting = "Accounting"
    case health = "Health care"
    case education = "Education"
    case design = "Design"
    case manufacturing = "Manufacturing"
    case transport = "Transport"
    case hospitality = "Hospitality"
}
