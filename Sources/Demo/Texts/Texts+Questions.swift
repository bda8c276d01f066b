/// What customers ask service about a matter.
struct Request: Sendable {
    let subjects: [String]
    let questions: [Question]

    /// Each question has its own answer.
    init(subjects: [String], exchanges: KeyValuePairs<String, String>) {
        self.subjects = subjects
        questions = exchanges.map { Question(text: $0.key, answers: [$0.value]) }
    }

    /// Every answer fits every message.
    init(subjects: [String], messages: [String], replies: [String]) {
        self.subjects = subjects
        questions = messages.map { Question(text: $0, answers: replies) }
    }
}

struct Question: Sendable {
    var text: String
    let answers: [String]
}

extension Texts {
    /// A message as it reaches service, with or without a greeting and the number of the order.
    func question(on matter: Matter, about product: Product, order: String?, _ dice: inout Dice) -> Question {
        var question = dice.pick(questions(on: matter, about: product))
        question.text = question.text.naming(product.model)
        if dice.chance(0.4) { question.text = dice.pick(greetings) + question.text }
        if let order, dice.chance(0.5) { question.text += space + orderNumber.naming(order) }
        return question
    }

    func answer(to question: Question, by agent: String, _ dice: inout Dice) -> String {
        let answer = dice.pick(question.answers)
        return dice.chance(0.4) ? dice.pick(introductions).naming(agent) + answer : answer
    }

    private func questions(on matter: Matter, about product: Product) -> [Question] {
        let general = requests[matter]?.questions ?? []
        let answers = general.first?.answers ?? []
        return switch matter {
        case .damaged: general + lines(.deliveryDamaged, product).map { Question(text: $0, answers: answers) }
        case .incomplete: general + lines(.deliveryIncomplete, product).map { Question(text: $0, answers: answers) }
        case .fault: (products[product.category]?.faults ?? [:]).map { Question(text: $0.key, answers: [$0.value]) }
        default: general
        }
    }

    private func lines(_ topic: Topic, _ product: Product) -> [String] { products[product.category]?.lines(on: topic) ?? [] }
}
