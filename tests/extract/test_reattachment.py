"""Words that a parser hung on the wrong one come back to their own: hand-built parses and what becomes of them."""

import pytest

from kg.extract.repairs import repaired

REPAIRS = [  # parse, word, its head and its label after the repair
    pytest.param(
        "Bombs=bomb/NNS/nsubj/2 killed=kill/VBD/root/0 ten/CD/nummod/4 men/NNS/obj/2 and/CC/cc/6 hurt/VBD/conj/2"
        " six/CD/nummod/8 others=other/NNS/conj/4",
        "others",
        ("hurt", "obj"),
        id="what stands behind the second verb is its object",
    ),
    pytest.param(
        "Bombs=bomb/NNS/nsubj/2 killed=kill/VBD/root/0 ten/CD/nummod/4 men/NNS/obj/2 and/CC/cc/8 wounded/JJ/amod/8"
        " six/CD/nummod/8 others=other/NNS/conj/4",
        "wounded",
        ("killed", "conj"),
        id="no adjective stands before a number",
    ),
    pytest.param(
        "Mali/NNP/nsubj/2 denies=deny/VBZ/root/0 reports=report/NNS/obj/2 that/IN/mark/6 it/PRP/nsubj/6"
        " fled=flee/VBD/acl/3 and/CC/cc/8 accuses=accuse/VBZ/conj/6 Chad/NNP/obj/8",
        "accuses",
        ("denies", "conj"),
        id="a present goes on with the present above",
    ),
    pytest.param(
        "Families=family/NNS/nsubj/6 of/IN/case/3 soldiers=soldier/NNS/nmod/1 killed=kill/VBN/acl/1 there/RB/advmod/4"
        " marched=march/VBD/root/0",
        "killed",
        ("soldiers", "acl"),
        id="the soldiers were killed, not their families",
    ),
    pytest.param(
        "In/IN/case/2 town/NN/obl/7 ,/,/punct/2 Sirwa/NNP/nsubj/7 ,/,/punct/7 police/NNS/nsubj/7 say/VBP/root/0",
        "Sirwa",
        ("town", "appos"),
        id="the name behind a town is that of the town",
    ),
    pytest.param(
        "Troops=troop/NNS/nsubj/2 searched=search/VBD/root/0 farms=farm/NNS/obj/2 west/RB/advmod/2 of/IN/case/6"
        " Sirwa/NNP/obl/2/LOC",
        "Sirwa",
        ("west", "obl"),
        id="a direction keeps the place that it starts from",
    ),
    pytest.param(
        "Officials=official/NNS/nsubj/2 met=meet/VBD/root/0 of/IN/case/4 leader/NN/nmod:desc/5 Ruiz/NNP/obl/2/PER",
        "of",
        ("Ruiz", "case"),
        id="the preposition of a title is that of the name",
    ),
    pytest.param(
        "Deaths=death/NNS/nsubj/5 following/VBG/acl/1 a/DT/det/4 strike/NN/obj/2 rose=rise/VBD/root/0",
        "strike",
        ("Deaths", "nmod"),
        id="following is a preposition",
    ),
    pytest.param(
        "Mali/NNP/nsubj/2/LOC blamed=blame/VBD/root/0 rebels=rebel/NNS/obj/2 ,/,/punct/6 who/WP/nsubj/6"
        " fled=flee/VBD/acl:relcl/3 ,/,/punct/2 for/IN/case/9 arson/NN/obl/6",
        "arson",
        ("blamed", "obl"),
        id="what follows a relative clause and its comma is outside",
    ),
    pytest.param(
        "Men=man/NNS/nsubj:pass/3 were/VBD/aux:pass/3 shot=shoot/VBN/root/0 and/CC/cc/5 houses=house/NNS/conj/1"
        " torched=torch/VBN/conj/3",
        "houses",
        ("torched", "nsubj:pass"),
        id="what stands behind a passive is of the next one",
    ),
    pytest.param(
        "Chad/NNP/nsubj/6/LOC ,/,/punct/3 Mali/NNP/appos/1/LOC and/CC/cc/5 Niger/NNP/conj/3/LOC"
        " condemned=condemn/VBD/root/0 it/PRP/obj/6",
        "Mali",
        ("Chad", "conj"),
        id="a state is no other name of another",
    ),
    pytest.param(
        "They/PRP/nsubj:pass/3 are/VBP/aux:pass/3 blamed=blame/VBN/root/0 for/IN/case/6 a/DT/det/6 raid/NN/obl/3"
        " last/JJ/amod/8 May/NNP/obl:unmarked/3",
        "May",
        ("raid", "nmod:unmarked"),
        id="what is blamed now was done then",
    ),
    pytest.param(
        "They/PRP/nsubj/2 shot=shoot/VBD/root/0 down/RP/compound:prt/2 4/CD/nummod/7 of/IN/case/6 6/CD/nmod/4"
        " drones=drone/NNS/obl/2",
        "drones",
        ("shot", "obj"),
        id="what stands right behind a verb without a preposition is its object",
    ),
    pytest.param(
        "Jets=jet/NNS/nsubj/2 hit=hit/VBD/root/0 camps=camp/NNS/obj/2 near/IN/case/5 Sirwa/NNP/nmod/3/LOC ,/,/punct/8"
        " the/DT/det/8 headquarters=headquarters/NN/appos/3 of/IN/case/11 the/DT/det/11 rebels=rebel/NNS/nmod/8",
        "headquarters",
        ("Sirwa", "appos"),
        id="the town right before it is the seat",
    ),
    pytest.param(
        "It/PRP/nsubj/2 came=come/VBD/root/0 after/IN/case/4 radios=radio/NNS/obl/2 used=use/VBN/acl/4 by/IN/case/7"
        " men=man/NNS/obl:agent/5 exploded=explode/VBD/conj/2",
        "radios",
        ("exploded", "nsubj"),
        id="a past form that nothing joins has the noun before it as subject",
    ),
    pytest.param(
        "Envoys=envoy/NNS/nsubj/2 left=leave/VBD/root/0 for/IN/case/5 the/DT/det/5 East/NNP/obl/2/LOC",
        "East",
        ("left", "obl"),
        id="a direction that is a name is none",
    ),
    pytest.param(
        "Farmers=farmer/NNS/nsubj/6 gathered=gather/VBN/acl/1 outside/RB/advmod/2 ;/:/punct/6 police/NNS/nsubj/6"
        " used=use/VBD/root/0 tear/NN/compound/8 gas/NN/obj/6",
        "Farmers",
        ("gathered", "nsubj"),
        id="a clause before a semicolon keeps its subject",
    ),
    pytest.param(
        "Farmers=farmer/NNS/nsubj/6 held=hold/VBN/acl/1 there/RB/advmod/2 ,/,/punct/6 police/NNS/nsubj/6"
        " fled=flee/VBD/root/0",
        "Farmers",
        ("fled", "nsubj"),
        id="no semicolon, no second clause",
    ),
    pytest.param(
        "Bloc/NNP/nsubj/3/ORG threatened=threaten/VBD/root/0 sanctions=sanction/NNS/obj/2",
        "Bloc",
        ("threatened", "nsubj"),
        id="the subject of a verb is none of its object",
    ),
    pytest.param(
        "Mali/NNP/nsubj/2/LOC halted=halt/VBD/root/0 visits=visit/NNS/obj/2 over/IN/case/5 strike/NN/obl/2"
        " which/WDT/nsubj/9 it/PRP/nsubj/8 said=say/VBD/acl:relcl/5 killed=kill/VBD/acl:relcl/3 two/CD/obj/9",
        "killed",
        ("strike", "acl:relcl"),
        id="it is the strike right before that killed",
    ),
    pytest.param(
        "Kenya/NNP/nsubj/2/LOC shut=shut/VBD/root/0 roads=road/NNS/obj/2 after/IN/mark/6 gunmen/NNS/nsubj/6"
        " attacked=attack/VBD/advcl/2 buses=bus/NNS/obj/6 ,/,/punct/2 killing=kill/VBG/advcl/2 four/CD/obj/9",
        "killing",
        ("attacked", "advcl"),
        id="who attacked killed, not who shut the road",
    ),
    pytest.param(
        "Troops/NNS/nsubj/2 shot=shoot/VBD/root/0 men/NNS/obj/2 after/IN/mark/6 crowds=crowd/NNS/nsubj/6"
        " attacked=attack/VBD/advcl/2 buses=bus/NNS/obj/6 ,/,/punct/2 killing=kill/VBG/advcl/2 four/CD/obj/9",
        "killing",
        ("shot", "advcl"),
        id="who shot killed",
    ),
    pytest.param(
        "Ships=ship/NNS/nsubj/2 fired=fire/VBD/root/0 at/IN/case/4 boat/NN/obl/2 carrying=carry/VBG/acl/4 men/NNS/obj/5"
        " ,/,/punct/2 injuring=injure/VBG/acl/6 three/CD/obj/8",
        "injuring",
        ("fired", "advcl"),
        id="a result behind a comma is not what those on board do",
    ),
    pytest.param(
        "Rabat/NNP/nsubj/2/LOC suspended=suspend/VBD/root/0 talks=talk/NNS/obj/2 on/IN/mark/5"
        " normalising=normalise/VBG/advcl/2 ties=tie/NNS/obj/5",
        "normalising",
        ("talks", "acl"),
        id="what talks are on",
    ),
    pytest.param(
        "Rabat/NNP/nsubj/2/LOC resumed=resume/VBD/root/0 talks=talk/NNS/obj/2 on/IN/case/5 release/NN/obl/2",
        "release",
        ("talks", "nmod"),
        id="a noun that talks are on",
    ),
    pytest.param(
        "Mali/NNP/nsubj/2/LOC cut=cut/VBD/root/0 aid/NN/obj/2 and/CC/cc/6 rebels=rebel/NNS/nsubj/6"
        " killed=kill/VBD/conj/2 ten/CD/obj/6 and/CC/cc/9 burned=burn/VBD/conj/2 homes=home/NNS/obj/9",
        "burned",
        ("killed", "conj"),
        id="a third verb goes on with the nearer clause",
    ),
]


@pytest.mark.parametrize(("tree", "word", "expected"), REPAIRS)
def test_repair(parsed, tree, word, expected):
    token = next(each for each in repaired(parsed(tree)) if each.text == word)
    assert (token.head.text, token.dep_) == expected
