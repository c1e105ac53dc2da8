"""Whom words mean that go back to others: leaders, pairs, owners of what is hit; read by the shipped weights."""

from kg.model import Kind


def sides(told, text):
    return [(event.event_type, sources, targets, reporter) for event, sources, targets, reporter in told(text)]


def test_who_says_that_a_shell_hit_its_base_did_not_hit_it(told):
    text = "The UN peacekeeping force, UNIFIL, said a shell hit its headquarters near the village."
    ((_, sources, targets, reporter),) = sides(told, text)
    assert sources == []
    assert targets == ["its"]
    assert reporter == "UN peacekeeping force"


def test_what_a_weapon_hits_is_owned_by_who_tells_of_it(told):
    ((_, sources, targets, reporter),) = sides(told, "MINUSCA said on Monday that a rocket struck its base in Bria.")
    assert (sources, targets, reporter) == ([], ["its"], "MINUSCA")


def antecedents(text):
    import kg.language
    from kg.extract import extract
    from kg.model import Document

    mentions = extract(Document("d", text), kg.language.load()(text)).mentions
    by_id = {mention.id: mention.text for mention in mentions}
    return [(m.text, by_id.get(m.antecedent_id or "")) for m in mentions]


def test_a_leader_is_who_was_said_to_lead_and_nobody_who_comes_later():
    text = (
        "Omar Sesay leads the Red Front. The rebel leader threatened to attack Kenema. On Friday police arrested"
        " Abu Kamara, a rebel leader known as Bullet."
    )
    found = antecedents(text)
    assert ("rebel leader", "Omar Sesay") in found
    assert ("rebel leader", "Abu Kamara") in found
    assert ("rebel leader", None) in antecedents(text.partition(". ")[2])


def test_the_two_men_are_those_who_met(told):
    text = "Marshal Omar Sesay met Abu Kamara in Bria. Envoy Ana Ruiz urged the two men to agree."
    assert sides(told, text)[-1][:3] == ("call-for-action", ["Envoy Ana Ruiz"], ["Marshal Omar Sesay", "Abu Kamara"])


def test_the_house_of_a_speaker_is_no_place():
    assert "U.S. House" not in [text for text, _ in antecedents("U.S. House Speaker Ana Ruiz left the island.")]


def test_he_is_whose_subject_the_sentence_has():
    text = "They listed Omar Sesay on Monday. Kamara's offer is a ruse and he funds the rebels."
    assert ("he", "Kamara") in antecedents(text)


def test_a_first_name_alone_is_who_bears_it_alone():
    text = "Mesfin Alemu met Tadesse Worku in Adama on Friday. Mesfin said the talks had failed."
    assert ("Mesfin", "Mesfin Alemu") in antecedents(text)
    assert ("Mesfin", None) in antecedents(text.replace("Tadesse Worku", "Mesfin Worku"))


def test_whose_car_a_bomb_struck_is_told_before(told):
    text = "Omar Said was born in Gao. A bomb struck his car."
    assert ("his", "Omar Said") in antecedents(text)


def test_nobody_is_named_on_both_sides_of_a_verb(told):
    text = "President Omar Diallo thanked Rwandan President Ana Ruiz."
    assert sides(told, text)[0][:3] == ("praise", ["President Omar Diallo"], ["Rwandan President Ana Ruiz"])


def places(text):
    import kg.language
    from kg.extract import extract
    from kg.model import Document, Role

    found = extract(Document("d", text), kg.language.load()(text))
    names = {mention.id: mention.text for mention in found.mentions}
    return [[names[a.mention_id] for a in e.arguments if a.role is Role.PLACE] for e in found.event_mentions]


def test_the_nearer_place_counts_beside_the_country_in_front():
    assert places("In Syria, police arrested ten men in Tripoli, Lebanon.") == [["Syria", "Tripoli"]]
    assert places("In Syria, warplanes hit the airports of Damascus and Aleppo.") == [["Syria", "Damascus", "Aleppo"]]
    assert places("In Mali, the army killed ten men from Chad.") == [["Mali"]]


def test_letters_in_brackets_are_the_body_before_them():
    text = "The Sirwa Defence Forces (SDX) left Gao. Troops fought the SDX near Bria."
    assert ("SDX", "SDX") in antecedents(text)


def test_a_heading_is_where_the_paragraphs_below_it_happened():
    text = (
        "Helmand province:\n\nGunmen attacked a checkpoint on Sunday, killing two policemen.\n\nA bomb wounded three"
        " farmers in Sangin.\n\nRebels burned a school.\n\nBackground\n\nRebels shot dead ten men."
    )
    assert places(text) == [["Helmand province"], ["Helmand province"], ["Sangin"], ["Helmand province"], []]
    dateline = "Lima\n\nGunmen attacked a checkpoint on Sunday."
    assert places(dateline) == [[]]


def test_the_province_of_a_town_is_not_the_town():
    text = "Gunmen attacked a bank in Lashkar Gah on Monday. Ten people were killed in the province on Tuesday."
    assert places(text) == [["Lashkar Gah"], []]
    assert places(text.replace("in Lashkar Gah", "in Helmand province"))[1] == ["Helmand province"]


def test_each_of_two_who_accuse_each_other_is_named_by_their_list(told):
    text = "Chad and Niger accused each other of shelling towns."
    event, sources, targets, _ = told(text)[0]
    assert (event.event_type, set(sources), set(targets)) == ("accusation", {"Chad", "Niger"}, {"Chad", "Niger"})


def test_two_who_met_may_have_come_from_elsewhere_before(told):
    text = (
        "Minister Omar Sesay flew to Bria on Monday and met Governor Ana Ruiz. The two leaders asked rebels to leave."
    )
    assert sides(told, text)[-1][:3] == ("appeal", ["Minister Omar Sesay", "Governor Ana Ruiz"], ["rebels"])


def kinds(text):
    import kg.language
    from kg.extract import extract
    from kg.model import Document

    return {m.text: m.kind for m in extract(Document("d", text), kg.language.load()(text)).mentions}


def test_a_body_has_the_place_that_its_letters_tell():
    found = antecedents("The United Nations Mission in South Sudan (UNMISS) deployed peacekeepers to Kodok.")
    assert ("UNMISS", "United Nations Mission in South Sudan") in found


def test_an_office_ends_where_its_holder_is_named():
    found = kinds(
        "Kiir met Pope Francis, the Archbishop of Canterbury Justin Welby and the Church of Scotland's leader."
    )
    assert found["Archbishop of Canterbury Justin Welby"] is Kind.PERSON


def test_what_somebody_is_accused_of_is_no_part_of_him(told):
    ((_, _, targets, _),) = sides(told, "The mayor, Yuri Gutierrez, accuses the army of a massacre.")
    assert targets == ["army"]


def test_an_inquiry_is_into_a_person():
    text = "Dina Boluarte is sworn in. Prosecutors opened an inquiry into Boluarte."
    assert kinds(text)["Boluarte"] is Kind.PERSON


def test_the_creed_of_a_house_makes_no_state_a_target(told):
    text = "Some 30 gunmen barricaded themselves in a Serbian Orthodox monastery on Sunday."
    assert [sources for _, sources, targets, _ in told(text) if "Serbian" not in targets] == [["gunmen"]]


def test_the_two_men_may_be_told_of_behind_a_semicolon(told):
    text = "In Bria, Omar Sesay met Ana Ruiz; the two leaders discussed trade."
    assert set(sides(told, text)[-1][1]) == {"Omar Sesay", "Ana Ruiz"}


def test_the_second_part_of_a_name_is_no_title():
    assert "Sultan" not in kinds("Nur-Sultan was calm. Protesters left Nur-Sultan on Monday.")


def test_the_snipers_of_a_group_act_for_it():
    assert kinds("Houthi snipers killed a girl.")["Houthi snipers"] is Kind.ARMED_GROUP


def test_a_committee_is_a_body_and_no_people():
    found = kinds("The National Security Committee arrested its former chief. The Wagner group left.")
    assert found["National Security Committee"] is Kind.ORGANISATION
    assert found["Wagner group"] is Kind.ARMED_GROUP


def test_the_capital_of_a_dateline_may_have_hyphens():
    from kg.extract.nationalities import is_capital

    assert is_capital("PORT-AU-PRINCE") and not is_capital("PORT")
