import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/hours`
struct HoursRoutes: Routable {
    let store: HoursStore

    var routes: RouteTable {
        RouteTable("/settings/hours")
            .get(access: .staff(.manager), use: show)
            .put(access: .staff(.manager), use: set)
            .post("holidays", access: .staff(.manager), body: .streamed, use: takeHolidays)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        let hours = try await store.hours() ?? HoursStore.usual(zone: context.timeZone.identifier)
        return page(FormState(HoursForm.fields(hours)), context).response(in: context)
    }

    func set(_ request: Request, _ context: Context) async throws -> Response {
        do {
            try await store.set(HoursForm.hours(context.form), by: context.staff)
            return context.redirect(to: "/settings/hours", saying: context.t("desk.hours.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            let faults = try HoursForm.faults(context.form)
            let state = faults.isEmpty ? FormState(context.form, failure: failure) : FormState(context.form, failures: faults)
            return page(state, context, .unprocessableContent).response(in: context)
        }
    }

    /// Holidays of an iCalendar file, of this year and the next five, beside those that are set already.
    func takeHolidays(_ request: Request, _ context: Context) async throws -> Response {
        let hours = try await store.hours() ?? HoursStore.usual(zone: context.timeZone.identifier)
        do {
            let bytes = try await request.withUploads(in: context, upTo: HolidayFile.mostBytes) { _, brought in
                guard let file = brought.first else { throw Failure.invalid("file", "must be chosen") }
                return [UInt8](try Data(contentsOf: file.file))
            }
            let year = context.t.today.civil.year
            guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year + 5, month: 12, day: 31) else {
                throw Failure.missing("This year")
            }
            let read = try HolidayFile(bytes, in: first...last)
            let all = try hours.adding(read.holidays)
            try await store.set(all, by: context.staff)
            let counts = ["count": all.holidays.count - hours.holidays.count, "left": read.leftOut.count]
            return context.redirect(to: "/settings/hours", saying: context.t("desk.hours.holidays.taken", counts))
        } catch Failure.invalid(_, let reason) {
            let state = FormState(HoursForm.fields(hours))
            let refusal = "\(context.t("desk.hours.file")): \(context.t.reason(reason))"
            return page(state, context, .unprocessableContent, refusal: refusal).response(in: context)
        }
    }

    private func page(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok, refusal: String? = nil) -> Page {
        let page = HoursPage(t: context.t, seal: context.seal, state: state, refusal: refusal)
        return Page(context.t("desk.hours"), at: .settings, status: status, content: page.html)
    }
}
