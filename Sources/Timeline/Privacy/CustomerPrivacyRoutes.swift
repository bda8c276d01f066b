import HTTPTypes
import Hummingbird
import Kernel
import People
import Web

/// `/customers/:id/privacy`: what they allow, what is kept of them, and the way out.
struct CustomerPrivacyRoutes: Routable {
    let customers: CustomerStore
    let erasures: ErasureStore

    var routes: RouteTable {
        RouteTable("/customers/:id")
            .get("privacy", access: .staff(.viewer), use: show)
            .post("consents", access: .staff(.agent), use: note)
            .get("erasure", access: .staff(.admin), use: ask)
            .post("erasure", access: .staff(.admin), use: erase)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page { try await page(FormState(["channel": "phone"]), context) }

    /// What is wrong is said at its field, with all that was typed.
    func note(_ request: Request, _ context: Context) async throws -> Response {
        let customer = try await customers.find(context.id())
        do {
            try await customers.note(consentNote(context.form), of: customer, by: context.staff, at: context.now)
            return context.redirect(to: customer.path + "/privacy", saying: context.t("privacy.consent.noted"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        }
    }

    private func consentNote(_ form: Form) throws -> ConsentNote {
        let (purpose, channel) = (form["purpose"], form["channel"])
        try Failure.require(Consent.Purpose.known.contains { $0.rawValue == purpose }, "purpose", "must be one of the choices")
        try Failure.require(["given", "withdrawn"].contains(form["word"]), "word", "must be one of the choices")
        try Failure.require(customers.catalogue.number(ofChannel: channel) != nil, "channel", "must be one of the choices")
        return ConsentNote(
            purpose: Consent.Purpose(rawValue: purpose), isGiven: form["word"] == "given", channel: channel, reason: try form.text("reason", 1...300))
    }

    private func page(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Page {
        let (customer, standing) = try await customers.standing(of: context.id())
        let head = CustomerHead(t: context.t, customer: customer, standing: standing, tab: .privacy)
        let page = CustomerPrivacyPage(
            head: head, words: try await customers.consents(of: customer), channels: customers.catalogue.channels, role: try context.staff.role,
            seal: context.seal, state: state, source: customers.source)
        return Page(head.title, at: .customers, status: status, content: page.html)
    }

    // MARK: - Erasing

    func ask(_ request: Request, _ context: Context) async throws -> Page {
        try await question(customers.find(context.id()), FormState(), context)
    }

    func erase(_ request: Request, _ context: Context) async throws -> Response {
        let customer = try await customers.find(context.id())
        guard context.form["confirmation"] == customer.label(context.t("customers.unknown")) else {
            let failure = Failure.invalid("confirmation", "must be what is asked for, letter by letter")
            return try await question(customer, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        }
        let erasure = try await erasures.erase(customer.person.id, companies: context.form.has("companies"), by: context.staff.id)
        return context.redirect(to: "/customers", saying: context.t("privacy.erased", ["count": erasure.touchpoints]))
    }

    private func question(
        _ customer: CustomerRow, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) async throws -> Page {
        let page = ErasureQuestionPage(
            t: context.t, customer: customer, companies: try await customers.ownCompanies(of: customer), seal: context.seal, state: state)
        return Page(page.title, at: .customers, status: status, content: page.html)
    }
}
