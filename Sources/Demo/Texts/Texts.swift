/// All that is written in one language: by customers, by service, and on the site.
///
/// Sentences stand whole, so that no grammar is broken when they are put together: a remark is one of `first`, often followed by one
/// of `then`, and every `then` of a topic fits behind every `first` of it. `#` stands for a name or number that is put in.
struct Texts: Sendable {
    /// What stands between two sentences.
    var space = " "
    let site: SiteTexts
    let remarks: [Topic: Remarks]
    let products: [Product.Category: ProductTexts]
    let titles: [Tone: [String]]
    let requests: [Matter: Request]
    /// What a message may begin with.
    let greetings: [String]
    /// What an answer may begin with; `#` is who answers.
    let introductions: [String]
    let orderNumber: String
    /// The customer's last message in a chat.
    let thanks: [String]
    /// To reviews.
    let answers: [Tone: [String]]
    let posts: [String]
    /// Why a plan is given up, for reasons of ours and for their own.
    let farewells: [Tone: [String]]
    /// Who answers.
    let agents: [String]

    static func of(_ language: Language) -> Texts {
        switch language {
        case .english: english
        case .russian: russian
        case .polish: polish
        case .chinese: chinese
        }
    }
}

struct SiteTexts: Sendable {
    let pages: [Page: String]
    /// `#` stands for the model.
    let products: [Product.Category: String]
    let articles: [String]
    let stories: [String]
    let guides: [String]
    let help: [String]
    let newsletters: [String]
    let ads: [String]
    let queries: [String]
}

/// What is said of a topic.
struct Remarks: Sendable {
    let first: [String]
    /// More of them, which only people in a company would write.
    var atWork: [String] = []
    let then: [String]
}

/// What is said of one category of products.
struct ProductTexts: Sendable {
    let praise: [String]
    let blame: [String]
    /// How it arrived damaged.
    let damage: [String]
    /// What was missing when it arrived.
    let lack: [String]
    /// What breaks, and what service says to it.
    let faults: KeyValuePairs<String, String>

    func lines(on topic: Topic) -> [String] {
        switch topic {
        case .productGood: praise
        case .productBad: blame
        case .deliveryDamaged: damage
        case .deliveryIncomplete: lack
        default: []
        }
    }
}

extension String {
    /// With the mark `#` replaced.
    func naming(_ name: String) -> String {
        guard let place = firstIndex(of: "#") else { return self }
        return self[..<place] + name + self[index(after: place)...]
    }
}
