extension Texts {
    /// What somebody says of the topic; of the product, where that is what the topic is about.
    func remark(on topic: Topic, about product: Product, atWork: Bool, _ dice: inout Dice) -> String {
        guard let remarks = remarks[topic] else { return "" }
        let special = products[product.category]?.lines(on: topic) ?? []
        let general = atWork ? remarks.first + remarks.atWork : remarks.first
        let first = dice.pick(!special.isEmpty && dice.chance(0.55) ? special : general)
        return dice.chance(0.62) ? first + space + dice.pick(remarks.then) : first
    }

    func title(_ product: Product) -> String { site.products[product.category, default: "#"].naming(product.model) }
}
