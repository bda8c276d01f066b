extension Texts {
    static let productsInPolish: [Product.Category: ProductTexts] = [
        .desk: ProductTexts(
            praise: [
                "Biurko podnosi się i opuszcza bezszelestnie.", "Pół dnia pracuję teraz na stojąco i dobrze mi to robi.",
                "Lite drewno, równe krawędzie, biurko ani drgnie.",
            ],
            blame: ["Silnik biurka zrobił się głośny.", "Na najwyższym poziomie biurko trzęsie się przy pisaniu."],
            damage: ["Blat biurka przyjechał z głęboką rysą przez sam środek.", "Rama biurka była tak wygięta, że nie dało się jej skręcić."],
            lack: ["Nogi biurka dotarły, blat nie.", "W kartonie z biurkiem nie było sterownika ani rynienki na kable."],
            faults: [
                "Biurko zatrzymuje się w połowie i piszczy.":
                    "Proszę przytrzymać obie strzałki przez dziesięć sekund, biurko znajdzie zero. Jeśli nie, wyślę nowy sterownik.",
                "Silnik biurka zrobił się głośny.": "Obejmuje to gwarancja. Technik przyjedzie w tym tygodniu.",
            ]),
        .chair: ProductTexts(
            praise: [
                "Odkąd mam nowy fotel, plecy nie bolą.", "Fotel dobrze wygląda, a siedzi się jeszcze lepiej.", "Wreszcie fotel dla wysokich osób.",
            ],
            blame: ["Podłokietniki fotela luzują się co kilka tygodni.", "Siedzisko fotela jest za twarde na cały dzień."],
            damage: ["Podłokietnik fotela był odłamany.", "Oparcie fotela pękło z góry na dół."],
            lack: ["Brakowało kółek, więc fotel stoi na bosaka.", "W kartonie z fotelem nie było podnośnika."],
            faults: [
                "Mój fotel w ciągu dnia sam opada.": "To podnośnik, obejmuje go gwarancja. Nowy jest w drodze, wymiana trwa pięć minut.",
                "W fotelu pękło jedno kółko.": "Nowy komplet jest w drodze, bezpłatnie.",
            ]),
        .booth: ProductTexts(
            praise: ["W budce jest tak cicho, że wszyscy dzwonią tylko z niej.", "Nikt już nie chce rozmawiać gdzie indziej niż w budce."],
            blame: ["Po pół godzinie w budce robi się ciepło.", "Drzwi budki same się nie domykają."],
            damage: ["Szklane drzwi budki przyjechały pęknięte.", "Jedna ściana budki była wgnieciona."],
            lack: ["W budce brakowało wentylatora.", "Jedna z czterech ścian budki nie dojechała."],
            faults: [
                "W budce zgasło światło.": "Wyślę nowy moduł, wpina się go bez narzędzi.",
                "Wentylator budki buczy.": "Technik obejrzy go w tym tygodniu.",
            ]),
        .table: ProductTexts(
            praise: ["Stół to serce naszego pokoju.", "Przy stole siedzi dziesięć osób i nikt nie kopie w nogę."],
            blame: ["Stół chwieje się na naszej podłodze, cokolwiek zrobimy.", "Szklanki zostawiają ślady na blacie stołu."],
            damage: ["Blat stołu pękł wzdłuż słojów.", "Jedna noga stołu była złamana."],
            lack: ["Brakowało dwóch z czterech nóg stołu.", "Nie było środkowej części stołu."],
            faults: [
                "Poluzowała się noga stołu.": "Proszę dokręcić wewnętrzną śrubę małym kluczem; wyślę też nową.",
                "Odkleja się powierzchnia stołu.": "Obejmuje to gwarancja, wymienimy blat.",
            ]),
        .shelf: ProductTexts(
            praise: ["Regał stoi jak skała, nawet pełen segregatorów.", "Regał dzieli pokój i nie zabiera światła."],
            blame: ["Półki regału uginają się pod segregatorami.", "Tył regału wygląda tanio."],
            damage: ["Dwie półki regału były złamane.", "Bok regału porysowany do drewna."],
            lack: ["Brakowało jednej półki regału.", "Przy regale nie było uchwytu do ściany."],
            faults: [
                "Półka regału się ugina.": "Wymienimy ją bezpłatnie na mocniejszą.",
                "Regał trochę się pochyla.": "Na dole są regulowane stopki; oto krótki film.",
            ]),
        .lamp: ProductTexts(
            praise: ["Lampa daje ciepłe światło, które nie męczy oczu.", "Lampa jest mała, jasna i śliczna."],
            blame: ["Lampa się nagrzewa.", "Włącznik lampy jest w złym miejscu."],
            damage: ["Lampa przyjechała w kawałkach.", "Klosz lampy był zgnieciony."],
            lack: ["Przy lampie brakowało wtyczki.", "W kartonie z lampą nie było zacisku."],
            faults: [
                "Lampa migocze.": "Wyślę nowy zasilacz, to powinno pomóc.",
                "Ramię lampy opada.": "Przy przegubie jest śruba; jeśli to nie pomoże, wyślemy nowe.",
            ]),
    ]
}
