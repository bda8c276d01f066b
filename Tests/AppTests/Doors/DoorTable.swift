import HTTPTypes
import Web

/// Who may come in by which door. A door that is not written down here fails a test, and so does a line without a door.
///
/// `everyone` are people with or without a sign-in, `any-site` scripts of other sites too, `sender` whoever shows a write key to the handler
/// itself, `key …` a program whose key opens that; a role means that role and those above it.
let doorTable = """
    GET     /                                          viewer
    GET     /pulse/live                                viewer
    GET     /search                                    viewer
    GET     /journey                                   viewer
    GET     /journey/benchmarks                        viewer
    POST    /journey/benchmarks                        agent
    GET     /journey/benchmarks/:id                    agent
    PUT     /journey/benchmarks/:id                    agent
    DELETE  /journey/benchmarks/:id                    agent
    GET     /journey/causes.csv                        viewer
    GET     /journey/map.csv                           viewer
    GET     /journey/people                            viewer
    GET     /journey/people.csv                        viewer
    GET     /journey/departments                       viewer
    GET     /journey/departments/:key                  viewer
    GET     /journey/departments/departments.csv       viewer
    GET     /journey/insights                          viewer
    GET     /journey/insights/ahead                    viewer
    GET     /journey/insights/ahead.csv                viewer
    GET     /journey/insights/people                   viewer
    GET     /journey/insights/people.csv               viewer
    GET     /journey/insights/insights.csv             viewer
    GET     /journey/insights/episodes.csv             viewer
    POST    /journey/insights                          agent
    GET     /journey/journeys                          viewer
    GET     /journey/journeys/new                      manager
    POST    /journey/journeys/new                      manager
    GET     /journey/journeys/:id                      viewer
    GET     /journey/journeys/:id/draft                manager
    POST    /journey/journeys/:id/draft                manager
    POST    /journey/journeys/:id/versions             manager
    DELETE  /journey/journeys/:id                      manager
    GET     /journey/moments                           viewer
    GET     /journey/moments/moments.csv               viewer
    POST    /journey/moments/pins                      agent
    GET     /journey/stakes/people                     viewer
    GET     /journey/summary                           viewer
    GET     /journey/stakes/people.csv                 viewer
    GET     /journey/stakes/stakes.csv                 viewer
    GET     /journey/moments/drivers.csv               viewer
    GET     /journey/funnel                            viewer
    GET     /journey/funnel/funnel.csv                 viewer
    GET     /journey/funnel/people                     viewer
    GET     /journey/funnel/people.csv                 viewer
    GET     /journey/paths                             viewer
    GET     /journey/paths/variants.csv                viewer
    GET     /journey/paths/steps.csv                   viewer
    GET     /journey/paths/difference.csv              viewer
    GET     /journey/paths/people                      viewer
    GET     /journey/paths/people.csv                  viewer
    GET     /journey/retention                         viewer
    GET     /journey/retention/retention.csv           viewer
    GET     /journey/retention/people                  viewer
    GET     /journey/retention/people.csv              viewer
    GET     /journey/attribution                       viewer
    GET     /journey/attribution/attribution.csv       viewer
    GET     /keys                                      viewer
    POST    /language                                  everyone
    GET     /assets/:name                              any-site
    GET     /health/live                               any-site
    GET     /health/ready                              any-site

    GET     /sign-in                                   everyone
    POST    /sign-in                                   everyone
    DELETE  /session                                   everyone
    GET     /welcome/:link                             everyone
    POST    /welcome/:link                             everyone
    GET     /password/:link                            everyone
    POST    /password/:link                            everyone
    GET     /demo/:link                                everyone
    GET     /profile                                   viewer
    PUT     /profile                                   viewer
    PUT     /profile/password                          viewer
    DELETE  /profile/sessions                          viewer

    GET     /customers                                 viewer
    POST    /customers/export                          analyst
    GET     /customers/:id                             viewer
    GET     /customers/:id/data                        viewer
    GET     /customers/:id/live                        viewer
    GET     /customers/:id/identities                  viewer
    GET     /customers/:id/merge                       agent
    POST    /customers/:id/merge                       agent
    POST    /customers/:id/split                       agent
    DELETE  /customers/:id/decisions/:first/:last      agent
    PUT     /customers/:id/verifications/:identifier   agent
    DELETE  /customers/:id/verifications/:identifier   agent
    GET     /customers/:id/privacy                     viewer
    POST    /customers/:id/consents                    agent
    POST    /customers/:id/export                      manager
    GET     /customers/:id/erasure                     admin
    POST    /customers/:id/erasure                     admin
    GET     /duplicates                                viewer
    POST    /duplicates/look                           agent
    POST    /duplicates/:pair/joining                  agent
    POST    /duplicates/:pair/dismissal                agent
    GET     /duplicates/rule                           admin
    POST    /duplicates/rule                           admin
    DELETE  /duplicates/rule                           admin
    GET     /inbox                                     viewer
    GET     /inbox/selection                           viewer
    PUT     /inbox/selection                           agent
    GET     /inbox/live                                viewer
    GET     /inbox/:number/live                        viewer
    GET     /inbox/:number/presence                    viewer
    POST    /inbox/:number/presence                    agent
    GET     /inbox/report                              viewer
    GET     /inbox/report/conversations.csv            viewer
    GET     /chat.js                                   any-site
    GET     /chat/site                                 any-site
    GET     /chat/example                              any-site
    GET     /chat                                      any-site
    POST    /chat                                      any-site
    POST    /chat/messages                             any-site
    GET     /chat/messages                             any-site
    GET     /chat/live                                 any-site
    POST    /chat/files                                any-site
    POST    /chat/writing                              any-site
    POST    /chat/read                                 any-site
    POST    /chat/survey                               any-site
    POST    /chat/address                              any-site
    POST    /chat/transcript                           any-site
    GET     /settings/chat                             admin
    PUT     /settings/chat/:source                     admin
    POST    /settings/chat/:source/secrets             admin
    GET     /settings/hours                            manager
    PUT     /settings/hours                            manager
    POST    /settings/hours/holidays                   manager
    GET     /settings/webhooks                         admin
    POST    /settings/webhooks                         admin
    GET     /settings/webhooks/new                     admin
    GET     /settings/webhooks/:id                     admin
    PUT     /settings/webhooks/:id                     admin
    DELETE  /settings/webhooks/:id                     admin
    POST    /settings/webhooks/:id/secrets             admin
    POST    /settings/webhooks/:id/tests               admin
    POST    /settings/webhooks/:id/pauses              admin
    DELETE  /settings/webhooks/:id/pauses              admin
    POST    /settings/webhooks/:id/skips               admin
    GET     /settings/labels                           manager
    POST    /settings/labels                           manager
    GET     /settings/labels/new                       manager
    GET     /settings/labels/:key                      manager
    PUT     /settings/labels/:key                      manager
    PUT     /settings/labels/:key/shelf                manager
    GET     /settings/satisfaction                     manager
    PUT     /settings/satisfaction                     manager
    GET     /rate/:token                               any-site
    POST    /rate/:token                               any-site
    POST    /rate/:token/words                         any-site
    POST    /inbox/:number/satisfaction                agent
    PUT     /inbox/:number/satisfaction                agent
    GET     /settings/macros                          agent
    POST    /settings/macros                          agent
    GET     /settings/macros/new                      agent
    GET     /settings/macros/:id                      agent
    PUT     /settings/macros/:id                      agent
    DELETE  /settings/macros/:id                      agent
    GET     /settings/service-levels                   manager
    POST    /settings/service-levels                   manager
    GET     /settings/service-levels/new               manager
    GET     /settings/service-levels/:id               manager
    PUT     /settings/service-levels/:id               manager
    DELETE  /settings/service-levels/:id               manager
    GET     /settings/quality                          manager
    PUT     /settings/quality                          manager
    GET     /inbox/standards                           agent
    POST    /inbox/standards                           manager
    GET     /inbox/standards/new                       manager
    POST    /inbox/standards/starters                  manager
    GET     /inbox/standards/standards.csv             agent
    GET     /inbox/standards/:id                       agent
    PUT     /inbox/standards/:id                       manager
    DELETE  /inbox/standards/:id                       manager
    POST    /inbox/standards/:id/return                manager
    POST    /inbox/standards/:id/progress              manager
    GET     /inbox/quality                             agent
    GET     /inbox/quality/reviews                     manager
    GET     /inbox/quality/reviews.csv                 manager
    GET     /inbox/quality/mine                        agent
    GET     /inbox/quality/calibration                 manager
    GET     /inbox/quality/figures                     manager
    GET     /inbox/quality/:id                         agent
    POST    /inbox/quality/:id/dispute                 agent
    POST    /inbox/quality/:id/decision                manager
    DELETE  /inbox/quality/:id/second                  manager
    GET     /inbox/:number/review                      manager
    POST    /inbox/:number/review                      manager
    GET     /inbox/:number                             viewer
    POST    /inbox/:number/replies                     agent
    PUT     /inbox/:number/draft                       agent
    PUT     /inbox/:number/mentions                    agent
    POST    /inbox/undo                                agent
    GET     /inbox/lists                               agent
    POST    /inbox/lists                               agent
    PUT     /inbox/lists/:id                           agent
    DELETE  /inbox/lists/:id                           agent
    PUT     /inbox/lists/:id/return                    agent
    GET     /settings/answers                          manager
    PUT     /settings/answers                          manager
    PUT     /inbox/:number/status                      agent
    PUT     /inbox/:number/snooze                      agent
    PUT     /inbox/:number/assignee                    agent
    PUT     /inbox/:number/priority                    agent
    POST    /inbox/:number/labels                      agent
    DELETE  /inbox/:number/labels/:key                 agent
    GET     /inbox/mail/:id/body                       viewer
    GET     /inbox/mail/:id/file                       viewer
    GET     /inbox/files/:id                           viewer
    GET     /inbox/files/:id/picture                   viewer
    GET     /companies                                 viewer
    GET     /companies/:id                             viewer
    GET     /segments                                  viewer
    GET     /segments/draft                            analyst
    GET     /segments/:id                              analyst
    POST    /segments                                  analyst
    DELETE  /segments/:id                              analyst

    GET     /settings                                  viewer
    GET     /settings/catalogue                        manager
    GET     /settings/catalogue/kind                   manager
    PUT     /settings/catalogue/kind                   manager
    GET     /settings/rejected                         manager
    DELETE  /settings/rejected                         manager
    GET     /settings/rejected/discard                 manager
    GET     /settings/rejected/:id                     manager
    POST    /settings/rejected/:id/replay              manager
    DELETE  /settings/rejected/:id                     manager
    GET     /settings/conversations                    admin
    POST    /settings/conversations                    admin
    POST    /settings/conversations/export             admin
    GET     /settings/conversations/:id                admin
    PUT     /settings/conversations/:id                admin
    DELETE  /settings/conversations/:id                admin
    POST    /settings/conversations/:id/run            admin
    DELETE  /settings/conversations/:id/run            admin
    GET     /settings/conversations/:id/events         admin
    GET     /settings/conversations/:id/rejected.csv   admin
    GET     /settings/imports                          manager
    POST    /settings/imports                          manager
    GET     /settings/imports/:id                      manager
    PUT     /settings/imports/:id                      manager
    DELETE  /settings/imports/:id                      manager
    POST    /settings/imports/:id/run                  manager
    DELETE  /settings/imports/:id/run                  manager
    GET     /settings/imports/:id/events               manager
    GET     /settings/imports/:id/rejected.csv         manager
    GET     /settings/mailboxes                        admin
    POST    /settings/mailboxes                        admin
    GET     /settings/mailboxes/new                    admin
    GET     /settings/mailboxes/:number                admin
    PUT     /settings/mailboxes/:number                admin
    DELETE  /settings/mailboxes/:number                admin
    POST    /settings/mailboxes/:number/trial          admin
    GET     /settings/mail                             manager
    GET     /settings/mail/:id                         manager
    GET     /settings/mail/:id/raw                     manager
    POST    /settings/mail/:id/attempts                manager
    GET     /settings/jobs                             admin
    POST    /settings/jobs/:id/attempts                admin
    DELETE  /settings/jobs/:id                         admin
    GET     /settings/identities                       admin
    GET     /settings/identities/types/:type           admin
    PUT     /settings/identities/types/:type           admin
    POST    /settings/identities/review                admin
    POST    /settings/identities/blocked               admin
    DELETE  /settings/identities/blocked               admin
    POST    /settings/identities/sources/:source/publication admin
    GET     /settings/privacy                          admin
    POST    /settings/privacy/look                     admin
    POST    /settings/privacy/rules                    admin
    DELETE  /settings/privacy/rules/:rule              admin
    POST    /settings/privacy/readmissions             admin
    GET     /settings/people                           admin
    GET     /settings/people/:id                       admin
    PUT     /settings/people/:id/role                  admin
    PUT     /settings/people/:id/suspension            admin
    DELETE  /settings/people/:id/suspension            admin
    POST    /settings/people/:id/password-links        admin
    POST    /settings/people/invitations               admin
    DELETE  /settings/people/invitations/:id           admin
    GET     /settings/sources                          admin
    POST    /settings/sources                          admin
    POST    /settings/sources/:source/keys             admin
    POST    /settings/keys                             admin
    GET     /settings/keys/:id/revocation              admin
    DELETE  /settings/keys/:id                         admin
    GET     /settings/changes                          admin

    GET     /t.js                                      any-site
    GET     /api/openapi.json                          any-site
    POST    /api/v1/touchpoints                        key write
    GET     /api/v1/touchpoints                        key read
    GET     /api/v1/people                             key read
    GET     /api/v1/people/:id                         key read
    POST    /api/v1/people/:id/export                  key manage
    DELETE  /api/v1/people/:id                         key manage
    POST    /api/v1/messages                           key write
    GET     /api/v1/conversations/:number              key read
    GET     /api/v1/catalogue/kinds                    key read
    PUT     /api/v1/catalogue/kinds/:key               key manage
    GET     /api/v1/catalogue/channels                 key read
    POST    /v1/track                                  sender
    POST    /v1/t                                      sender
    POST    /v1/identify                               sender
    POST    /v1/i                                      sender
    POST    /v1/page                                   sender
    POST    /v1/p                                      sender
    POST    /v1/screen                                 sender
    POST    /v1/s                                      sender
    POST    /v1/group                                  sender
    POST    /v1/g                                      sender
    POST    /v1/alias                                  sender
    POST    /v1/a                                      sender
    POST    /v1/batch                                  sender
    POST    /v1/b                                      sender
    OPTIONS /v1/track                                  any-site
    OPTIONS /v1/t                                      any-site
    OPTIONS /v1/identify                               any-site
    OPTIONS /v1/i                                      any-site
    OPTIONS /v1/page                                   any-site
    OPTIONS /v1/p                                      any-site
    OPTIONS /v1/screen                                 any-site
    OPTIONS /v1/s                                      any-site
    OPTIONS /v1/group                                  any-site
    OPTIONS /v1/g                                      any-site
    OPTIONS /v1/alias                                  any-site
    OPTIONS /v1/a                                      any-site
    OPTIONS /v1/batch                                  any-site
    OPTIONS /v1/b                                      any-site
    """

/// What the table says of a door.
enum Right: Hashable {
    case everyone, sender, staff(Role), key(String)

    /// By `GET /customers`.
    static let all: [String: Right] = Dictionary(
        doorTable.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count > 2, let right = Right(words.dropFirst(2)) else { return nil }
            return ("\(words[0]) \(words[1])", right)
        }, uniquingKeysWith: { first, _ in first })

    private init?(_ words: ArraySlice<Substring>) {
        switch words.joined(separator: " ") {
        case "everyone", "any-site": self = .everyone
        case "sender": self = .sender
        case let text where text.hasPrefix("key "): self = .key(String(text.dropFirst(4)))
        case let text:
            guard let role = Role(rawValue: text) else { return nil }
            self = .staff(role)
        }
    }
}

extension Door {
    /// `GET /customers`
    var name: String { "\(method) \(path)" }
    var right: Right? { Right.all[name] }
    /// Its answer goes on until the page is left.
    var isLive: Bool { path.hasSuffix("/live") && path != "/health/live" || path.hasSuffix("/:id/events") }
    /// It takes files, so that its body has another shape.
    var takesFiles: Bool { ["POST /settings/imports", "POST /settings/conversations", "POST /settings/hours/holidays"].contains(name) }
}
