extension Texts {
    static let productsInEnglish: [Product.Category: ProductTexts] = [
        .desk: ProductTexts(
            praise: [
                "The desk goes up and down without a sound.", "I stand for half of the day now, and it does me good.",
                "Solid wood, clean edges, nothing wobbles.",
            ],
            blame: ["The motor of the desk has become noisy.", "At its highest the desk shakes when I type."],
            damage: [
                "The desk top arrived with a deep scratch across the middle.",
                "The frame of the desk was bent so badly that it could not be put together.",
            ],
            lack: ["The legs came, the desk top did not.", "The control unit and the cable tray were not in the box."],
            faults: [
                "The desk stops half-way and beeps.":
                    "Hold both arrows for ten seconds, then it finds its zero again. If not, I send a new control unit.",
                "The motor of my desk has become loud.": "That is covered by the warranty. A technician will come to you this week.",
            ]),
        .chair: ProductTexts(
            praise: [
                "My back has not hurt since I have had the new chair.", "The chair looks good and sits even better.",
                "At last a chair that fits tall people too.",
            ],
            blame: ["The armrests come loose every few weeks.", "The seat is too hard for a whole day."],
            damage: ["The armrest of the chair was broken off.", "The backrest of the chair has a crack from top to bottom."],
            lack: ["The castors were missing, so the chair stands on its bare feet.", "The gas spring of the chair was not in the box."],
            faults: [
                "My chair sinks by itself during the day.":
                    "That is the gas spring, and it is covered by the warranty. A new one is on its way; changing it takes five minutes.",
                "One castor of the chair has broken.": "A new set is on its way, free of charge.",
            ]),
        .booth: ProductTexts(
            praise: ["The booth is so quiet that it is used for every call.", "Nobody wants to phone anywhere else any more."],
            blame: ["It gets warm in the booth after half an hour.", "The door of the booth does not close by itself."],
            damage: ["The booth came with a cracked glass door.", "One wall of the booth was dented."],
            lack: ["The ventilator of the booth was missing.", "One of the four walls of the booth did not come."],
            faults: [
                "The light in the booth has gone out.": "I send you a new module; it clicks in without tools.",
                "The ventilator of the booth hums.": "A technician will look at it this week.",
            ]),
        .table: ProductTexts(
            praise: ["The table is the centre of our room.", "Ten people sit round the table and nobody bumps into a leg."],
            blame: ["The table wobbles on our floor, whatever we do.", "Glasses leave rings on the table top."],
            damage: ["The table top was split along the grain.", "One leg of the table was broken."],
            lack: ["Two of the four table legs were missing.", "The middle piece of the table was not there."],
            faults: [
                "One leg of the table has come loose.": "Please tighten the inner screw with the small key; I also send a new one.",
                "The surface of the table is coming off.": "That is covered by the warranty, we exchange the top.",
            ]),
        .shelf: ProductTexts(
            praise: ["The shelf stands like a rock, even full of folders.", "The shelf divides the room without making it dark."],
            blame: ["The boards of the shelf bend under heavy folders.", "The back of the shelf looks cheap."],
            damage: ["Two boards of the shelf were broken.", "The side of the shelf was scratched to the wood."],
            lack: ["One board of the shelf was missing.", "The bracket for the wall was not with the shelf."],
            faults: [
                "A board of the shelf bends.": "We exchange it for a stronger one, free of charge.",
                "The shelf leans a little.": "There are feet to turn at the bottom; here is a short film.",
            ]),
        .lamp: ProductTexts(
            praise: ["The lamp gives a warm light that does not tire the eyes.", "The lamp is small, bright and beautiful."],
            blame: ["The lamp gets hot.", "The switch of the lamp is in the wrong place."],
            damage: ["The lamp came in pieces.", "The shade of the lamp was crushed."],
            lack: ["The plug of the lamp was missing.", "The clamp was not with the lamp."],
            faults: [
                "The lamp flickers.": "I send you a new power supply, that should be it.",
                "The arm of the lamp no longer stays up.": "There is a screw at the joint; if that does not help, you get a new one.",
            ]),
    ]
}
