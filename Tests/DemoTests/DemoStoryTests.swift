import Demo
import Kernel
import Testing
import Timeline

@Suite struct `The story of the demo company` {
    let thereBefore = Slice(isThere: true, isSince: false)
    let thereSince = Slice(isThere: true, isSince: true)
    let elsewhereBefore = Slice(isThere: false, isSince: false)
    let elsewhereSince = Slice(isThere: false, isSince: true)

    @Test func `breaks in one region, in a month about seven months ago`() {
        #expect(DemoLine.story.region == "South")
        #expect(DemoLine.story.month.description == "2026-04")
    }

    @Test func `shows in the deliveries`() {
        #expect(thereSince.lateShare >= 4 * elsewhereSince.lateShare)
        #expect(thereSince.lateShare >= 4 * thereBefore.lateShare)
        #expect(thereSince.perDelivery("delivery_damaged") >= 4 * elsewhereSince.perDelivery("delivery_damaged"))
        #expect(thereSince.perDelivery("delivery_incomplete") >= 4 * elsewhereSince.perDelivery("delivery_incomplete"))
    }

    @Test func `costs more than 25 points of NPS there and hardly any elsewhere`() {
        #expect(thereSince.scores("survey_nps").count > 250)
        #expect(thereBefore.nps - thereSince.nps >= 25)
        #expect(elsewhereSince.nps - thereSince.nps >= 25)
        #expect(abs(elsewhereSince.nps - elsewhereBefore.nps) < 8)
        #expect(abs(thereBefore.nps - elsewhereBefore.nps) < 10)
    }

    @Test func `does not show in the scores of service`() {
        for slice in [thereBefore, thereSince, elsewhereBefore, elsewhereSince] {
            #expect((4.2...4.8).contains(slice.mean("survey_csat")))
        }
    }

    @Test func `shows in reviews, returns, tickets and renewals`() {
        #expect(thereSince.mean("review_posted") < elsewhereSince.mean("review_posted") - 1)
        #expect(thereSince.perDelivery("return_requested") > 2 * thereBefore.perDelivery("return_requested"))
        #expect(thereSince.perDelivery("ticket_opened") > 1.5 * thereBefore.perDelivery("ticket_opened"))
        #expect(thereSince.renewalShare < thereBefore.renewalShare - 0.1)
        #expect(thereSince.renewalShare < elsewhereSince.renewalShare - 0.1)
    }

    @Test func `slows the growth of orders there`() {
        let growthThere = Double(thereSince.touchpoints("order_placed").count) / Double(thereBefore.touchpoints("order_placed").count)
        let growthElsewhere = Double(elsewhereSince.touchpoints("order_placed").count) / Double(elsewhereBefore.touchpoints("order_placed").count)
        #expect(growthThere < 0.9 * growthElsewhere)
    }

    @Test func `is nowhere else: the product is liked as much as before`() {
        #expect(abs(thereSince.mean("product_rated") - thereBefore.mean("product_rated")) < 0.3)
    }
}
