/// A company among the customers of the demo company.
package struct DemoAccount: Hashable, Sendable {
    /// What its people's touchpoints carry as their `company`.
    package let key: String
    package let name: String
    /// `name`, `industry`, `employees`, `city`, `region`, `country`.
    package let traits: [String: String]

    init(_ account: Account) {
        key = account.key
        name = account.name
        traits = [
            "name": account.name, "industry": account.industry.rawValue, "employees": String(account.employees),
            "city": account.city.name, "region": account.region.name, "country": account.city.country.code,
        ]
    }
}
