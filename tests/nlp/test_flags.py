"""Flags and urgency: raised by danger, not by denial, hearsay or the past (taxonomy 3–5)."""

import pytest

import nlp
from casework.categories import Flag, Urgency
from nlp.flags import RaisedFlag, considered, find_flags, is_named, without_the_lesser
from nlp.model import load_model
from nlp.normalise import normalise
from nlp.slots import find_slots
from nlp.tokens import tokenise, words_of
from tests.trained_reader import trained_model_path


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("ถูกขังอยู่ในโรงงาน ออกไม่ได้", Flag.TRAFFICKING_FORCED_LABOUR),
        ("เจ้าของร้านยึดพาสปอร์ตลูกจ้างไว้หมด", Flag.TRAFFICKING_FORCED_LABOUR),
        ("เด็กอายุ 13 แบกปูนอยู่ไซต์งานข้างวัด", Flag.CHILD_LABOUR),
        ("ช่างตกนั่งร้านเสียชีวิตเมื่อเช้า", Flag.WORKPLACE_DEATH),
        ("โดนเครื่องตัดนิ้วกลาง", Flag.SERIOUS_INJURY),
        ("ผู้จัดการชอบลวนลามพนักงานหญิง", Flag.VIOLENCE_OR_HARASSMENT),
        ("กลัวว่าจะโดนไล่ออก หัวหน้าลวนลามแม่บ้านทุกวัน", Flag.VIOLENCE_OR_HARASSMENT),
        ("เลิกจ้างทั้งแผนกเลยค่ะ", Flag.MASS_LAYOFF),
        ("คนงาน 30 คนไม่ได้ค่าแรง", Flag.WAGE_THEFT_MANY),
        ("โอนค่าสมัครงานไปแล้วเขาเงียบหาย", Flag.SCAM_IN_PROGRESS),
        ("เพื่อนร่วมงานเสพยาบ้าในโรงงาน", Flag.DRUG_IN_WORKPLACE),
        ("แรงงานข้ามชาติไม่ได้วันหยุด", Flag.MIGRANT_WORKER),
        ("my friend died at the construction site", Flag.WORKPLACE_DEATH),
        ("boss lock us in the room, we cannot go out", Flag.TRAFFICKING_FORCED_LABOUR),
        ("my brother want to kill himself because of debt", Flag.SELF_HARM),
        ("ลุงอายุ 67 ยังอยากทำงาน", Flag.ELDERLY),
        ("คนพิการอยากมีงานทำ", Flag.DISABLED),
        ("เพิ่งพ้นโทษมา อยากได้งาน", Flag.EX_PRISONER),
        ("เป็นไรเดอร์อยากมีประกันสังคม", Flag.INFORMAL_WORKER),
        ("ท้องได้ห้าเดือนโดนให้ออก", Flag.PREGNANT),
        ("น้องอายุ 16 อยากทำงานช่วงปิดเทอม", Flag.YOUNG_WORKER),
        ("ลูกจ้างเหมาบริการของเทศบาล", Flag.GOVERNMENT_CONTRACT),
        ("ใบอนุญาตจะหมดอายุพรุ่งนี้", Flag.DEADLINE_SOON),
        ("กลัวโดนฟ้องหมิ่นประมาทถ้าแจ้ง", Flag.RETALIATION_FEAR),
        ("เครียดจนอยากตาย", Flag.SELF_HARM),
        ("เจ้าหน้าที่เรียกรับเงินใต้โต๊ะ", Flag.OFFICIAL_MISCONDUCT),
    ],
)
def test_every_flag_is_raised_and_shows_its_words(text: str, flag: Flag) -> None:
    reading = nlp.read(text)
    assert flag in reading.flags
    assert any(e.supports == flag for e in reading.evidence)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("น้องชายไปทำงานเรือ หัวหน้าเก็บกุญแจไว้คนเดียว ใครจะกลับโดนตี", Flag.TRAFFICKING_FORCED_LABOUR),
        ("หัวหน้าแคมป์เอาบัตรคนงานไปหมด กลางคืนล็อกรั้วมีคนเดินเฝ้า", Flag.TRAFFICKING_FORCED_LABOUR),
        ("พ่อขึ้นไปซ่อมหลังคาโกดังให้นายจ้าง ร่วงลงมาไม่ฟื้น เพิ่งเผาไปเมื่อวาน", Flag.WORKPLACE_DEATH),
        ("เครื่องปั๊มกินมือน้องสาวไปทั้งข้าง ตอนนี้อยู่ห้องผ่าตัด", Flag.SERIOUS_INJURY),
        ("หนี้ท่วมหัว นายจ้างไม่จ่าย ไม่อยากตื่นขึ้นมาอีกแล้วค่ะ ฝากลูกด้วย", Flag.SELF_HARM),
        ("มาถึงก็เจอโซ่คล้องประตู พวกเราเจ็ดสิบกว่าชีวิตยืนมองหน้ากัน", Flag.MASS_LAYOFF),
        # What cannot be done, and what there is not, denies nothing of what follows.
        ("ไปไหนไม่ได้ ถูกขังอยู่ในห้องกับเพื่อนอีกสามคน", Flag.TRAFFICKING_FORCED_LABOUR),
        ("เงินก็ไม่ได้ โดนขังอยู่ในแคมป์อีก", Flag.TRAFFICKING_FORCED_LABOUR),
        ("ค่าแรงยังไม่ได้\nโดนขังไว้ในแคมป์ด้วยค่ะ", Flag.TRAFFICKING_FORCED_LABOUR),
        ("เกือบสองเดือนแล้ว ถูกขังอยู่บนเรือ", Flag.TRAFFICKING_FORCED_LABOUR),
        ("หายใจไม่ได้ หมดสติไปแล้วค่ะ ตกลงไปในถังแป้งที่โรงงาน", Flag.SERIOUS_INJURY),
        ("คนงานผู้รับเหมาตกนั่งร้านตาย", Flag.WORKPLACE_DEATH),  # หมา is no word there
        ("คนงานโรงงานปลากระป๋องไฟดูดตาย", Flag.WORKPLACE_DEATH),
        ("คนงานเสียชีวิตในโรงงานเมื่อคืน บริษัทอ้างว่าเป็นโรคหัวใจ", Flag.WORKPLACE_DEATH),
        ("ขอแจ้งกรณีลูกจ้างตกนั่งร้านเสียชีวิต เมื่อวาน", Flag.WORKPLACE_DEATH),
        ("เครื่องหนีบนิ้วขาด เพราะถุงมือขาด", Flag.SERIOUS_INJURY),
        ("ตกเก้าอี้ขาหัก ตอนทำงาน", Flag.SERIOUS_INJURY),
        ("แมวโดนรถชน ขาหัก แล้วผมก็ตกบันไดขาหัก", Flag.SERIOUS_INJURY),
        # No word that the lexicon requires, and a "no" that is part of what happened.
        ("ลุงยามฟุบคาป้อม เช้ามาไม่ตื่นอีกเลย ควงกะมาสองวัน", Flag.WORKPLACE_DEATH),
        ("เพื่อนตกลงไปในถังปูน หามขึ้นมาก็ไม่เหลือลมหายใจ", Flag.WORKPLACE_DEATH),
        ("แม่บ้านตึกวูบตายในห้องน้ำชั้นสาม บริษัทบอกตายเพราะโรคประจำตัว", Flag.WORKPLACE_DEATH),
        ("ผัวผมออกเรือไปกับเขา ได้กลับมาแต่ร่าง เถ้าแก่ให้มาห้าพัน", Flag.WORKPLACE_DEATH),
        # Fear and supposition beside what happens.
        ("กลัวมาก โดนหัวหน้าลวนลามทุกวัน", Flag.VIOLENCE_OR_HARASSMENT),
        ("กลัวตัวเองจะฆ่าตัวตายค่ะ ตกงานมาหกเดือน", Flag.SELF_HARM),
        ("ถ้าโดนขังแบบนี้ต้องโทรใคร ตอนนี้หนูอยู่ในห้อง ออกไม่ได้", Flag.TRAFFICKING_FORCED_LABOUR),
        ("กลัวพ่อแม่จะรู้ว่าหนูโดนขังอยู่ที่ปอยเปต", Flag.TRAFFICKING_FORCED_LABOUR),
        ("กลัวจะไม่ได้เงินเพราะพ่อตกนั่งร้านตาย", Flag.WORKPLACE_DEATH),
        ("กลัวนิ้วขาดอีก ปีนี้ขาดไปสามคนแล้ว เครื่องไม่มีการ์ด", Flag.SERIOUS_INJURY),
        ("เมื่อก่อนไม่เคยคิดฆ่าตัวตาย แต่เดี๋ยวนี้คิดทุกวัน", Flag.SELF_HARM),
        ("ไม่เคยคิดฆ่าตัวตายเลยจนมาเจองานนี้", Flag.SELF_HARM),
        # Beside animals, engines, chairs, boxers and rumours.
        ("คนเลี้ยงวัวโดนฟ้าผ่าตายกลางทุ่ง เขาจ้างมาเฝ้าฝูง", Flag.WORKPLACE_DEATH),
        ("คนงานล้างคอกหมาแล้วถูกไฟดูดตาย", Flag.WORKPLACE_DEATH),
        ("คนงานสอยหมากโดนไฟดูดตาย", Flag.WORKPLACE_DEATH),
        ("โดนเครื่องตายคาที่เลยครับ น้องคนงาน", Flag.WORKPLACE_DEATH),
        ("คนงานไร่อ้อยร้อนตายเมื่อวาน หัวหน้าไม่ให้พัก", Flag.WORKPLACE_DEATH),
        ("มีฉากกั้นล้มทับคนงานเสียชีวิต", Flag.WORKPLACE_DEATH),
        ("ขาโต๊ะหักล้มทับเท้าคนงาน นิ้วเท้าแหลก", Flag.SERIOUS_INJURY),
        ("รถขนวัวคว่ำทับขาคนงาน ขาหัก", Flag.SERIOUS_INJURY),
        ("หัวหน้าเป็นนักมวยไทยเก่า ต่อยหน้าผมจนปากแตก", Flag.VIOLENCE_OR_HARASSMENT),
        ("ที่เหลือว่างแค่ห้องเดียว เขาขังคนงานไว้ในนั้นสิบคน", Flag.TRAFFICKING_FORCED_LABOUR),
        ("เด็กล้างรถอายุ 12 ปี ทำงานตั้งแต่ตีห้า", Flag.CHILD_LABOUR),
        # A warning passed on by whom it happened to.
        ("ฝากแชร์ค่ะ เพิ่งโอนค่าสมัครงานไป 3000 โดนบล็อก", Flag.SCAM_IN_PROGRESS),
        ("หลอกให้โอนเงินสมทบ 432 เมื่อกี้ ไลน์หายไปแล้ว", Flag.SCAM_IN_PROGRESS),
        ("หนูอายุ 14 ค่ะ ทำงานล้างจานร้านหมูกระทะ เขาไม่จ่ายเงินหนู", Flag.CHILD_LABOUR),
        # Asked for somebody, and written because of the news.
        ("ถามเผื่อน้องชายค่ะ เขาไปทำงานที่ปอยเปต โดนช็อตไฟฟ้า กลับไม่ได้", Flag.TRAFFICKING_FORCED_LABOUR),
        ("เห็นในข่าวว่าโทรแจ้งได้ เลยทักมาค่ะ ตอนนี้หนูโดนขังอยู่ที่ร้านนวด", Flag.TRAFFICKING_FORCED_LABOUR),
    ],
)  # fmt: skip
def test_dangers_told_without_their_names_are_raised(text: str, flag: Flag) -> None:
    assert flag in nlp.read(text).flags


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("โซ่จักรยานขาด อยากหาร้านซ่อม", Flag.TRAFFICKING_FORCED_LABOUR),
        ("เพื่อนบ้านล่ามหมาไว้หน้าโรงงานทั้งวัน สงสารมัน", Flag.TRAFFICKING_FORCED_LABOUR),
        ("หนังเรื่องนี้คนตายเยอะมาก สนุกดี", Flag.WORKPLACE_DEATH),
        ("ที่นี่ไม่มีใครถูกขัง", Flag.TRAFFICKING_FORCED_LABOUR),
    ],
)
def test_words_of_danger_alone_raise_nothing(text: str, flag: Flag) -> None:
    assert flag not in nlp.read(text).flags


def test_what_the_lexicon_raises_makes_the_model_surer() -> None:
    model, words = load_model(trained_model_path()), words_of(tokenise("เขาโดนอะไรมาไม่รู้"))
    alone = model.predict(words, []).flags[Flag.SERIOUS_INJURY]
    assert model.predict(words, [Flag.SERIOUS_INJURY]).flags[Flag.SERIOUS_INJURY] > alone * 2


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("ล้มในโรงงานแต่ไม่ได้บาดเจ็บสาหัส", Flag.SERIOUS_INJURY),
        ("เมื่อวานเกือบโดนเครื่องตัดนิ้ว", Flag.SERIOUS_INJURY),
        ("เห็นในข่าวว่าคนงานตกตึกเสียชีวิต ที่นี่ไม่มีเข็มขัด", Flag.WORKPLACE_DEATH),
        ("ถ้าสมมติโดนลวนลามต้องแจ้งใคร", Flag.VIOLENCE_OR_HARASSMENT),
        ("ถ้าเกิดอุบัติเหตุ คนงานเสียชีวิตในโรงงาน ใครจ่าย", Flag.WORKPLACE_DEATH),
        ("กลัวว่าจะโดนลวนลามอีก", Flag.VIOLENCE_OR_HARASSMENT),
        ("ที่นี่ไม่มีแรงงานเด็ก", Flag.CHILD_LABOUR),
        ("คุณแม่สอนลูก 5 ขวบอ่านหนังสือ", Flag.CHILD_LABOUR),
        ("ข้าราชการย้ายกลับบ้านได้ไหม", Flag.VIOLENCE_OR_HARASSMENT),
        ("สอบช่างไฟระดับ 1", Flag.WORKPLACE_DEATH),
        ("อบต.ท้องถิ่นประกาศรับสมัคร", Flag.PREGNANT),
        ("ไม่ได้ถูกขังนะ แค่ถามเรื่องวันหยุด", Flag.TRAFFICKING_FORCED_LABOUR),
        ("นั่งร้านโยก กลัวตกลงมาตาย", Flag.WORKPLACE_DEATH),
        ("กรณีลูกจ้างเสียชีวิตในงาน ต้องใช้เอกสารอะไรบ้าง", Flag.WORKPLACE_DEATH),
        ("ควายตกบ่อตายที่ไซต์งาน", Flag.WORKPLACE_DEATH),
        ("โต๊ะเย็บผ้าขาหัก หัวหน้าให้ซ่อมเอง", Flag.SERIOUS_INJURY),
        ("คนงานไม่ได้ถูกขังนะ ออกไปไหนก็ได้", Flag.TRAFFICKING_FORCED_LABOUR),
        ("ตึกถล่มแต่ก็ไม่มีคนงานเสียชีวิต", Flag.WORKPLACE_DEATH),
        ("เหนื่อยจะตายแล้ววันนี้ ขอนอนก่อนนะทุกคน", Flag.SELF_HARM),
        ("ยังไม่มีใครตายที่ทำงาน แต่เครื่องจักรน่ากลัว", Flag.WORKPLACE_DEATH),
        ("แต่งนิยายค่ะ ตัวเอกตกนั่งร้านตายแล้วไปเกิดใหม่", Flag.WORKPLACE_DEATH),
        ("ใครโดนนายจ้างยึดบัตร ทักมาหาอาสาได้ค่ะ", Flag.TRAFFICKING_FORCED_LABOUR),
        # Feared or supposed in a few words, and rumours.
        ("เครื่องปั๊มไม่มีการ์ด กลัวนิ้วขาดทุกวัน แจ้งใครได้", Flag.SERIOUS_INJURY),
        ("ถ้านิ้วขาดจากงาน กองทุนเงินทดแทนจ่ายกี่บาทคะ", Flag.SERIOUS_INJURY),
        ("สายไฟห้อยลงมาแบบนี้ กลัวสักวันจะมีคนโดนดูดตาย", Flag.WORKPLACE_DEATH),
        ("ถ้าโดนหัวหน้าลวนลามต้องเก็บหลักฐานอะไรบ้างคะ", Flag.VIOLENCE_OR_HARASSMENT),
        ("เหนื่อยก็จริงแต่ไม่เคยคิดฆ่าตัวตายนะคะ", Flag.SELF_HARM),
        ("เขาลือกันว่ามีคนตายในโรงน้ำแข็ง ผมไปดูมาแล้วไม่จริง ทุกคนอยู่ครบ", Flag.WORKPLACE_DEATH),
        # Animals, engines, chairs, boxers; warnings, and contributions that are paid.
        ("เครื่องตายอีกแล้วครับ ปั๊มน้ำโรงงานดับทั้งไลน์", Flag.WORKPLACE_DEATH),
        ("วัวที่รับจ้างเลี้ยงโดนฟ้าผ่าตายสองตัว เจ้าของจะให้ชดใช้", Flag.WORKPLACE_DEATH),
        ("หมาที่ไซต์โดนรถแบ็คโฮทับขาหัก สงสารมัน", Flag.SERIOUS_INJURY),
        ("ขาโต๊ะหัก แขนเก้าอี้หลุด ห้องประชุมพังหมดแล้ว", Flag.SERIOUS_INJURY),
        ("เมื่อคืนดูมวยไทยต่อยน็อคยกสาม คนงานเฮทั้งแคมป์", Flag.VIOLENCE_OR_HARASSMENT),
        ("ระวังมิจฉาชีพอ้างเป็นประกันสังคมหลอกให้กดลิงก์ ฝากแชร์ด้วยครับ", Flag.SCAM_IN_PROGRESS),
        ("โอนเงินสมทบมาตรา 40 ไปแล้วเมื่อเช้า ขึ้นยอดเมื่อไหร่คะ", Flag.SCAM_IN_PROGRESS),
        ("รถโรงงานอายุสิบสองปียังวิ่งขนคนงานอยู่ ควรเปลี่ยนได้แล้ว", Flag.CHILD_LABOUR),
        ("แมวตกตึกชั้นสาม ขาหลังไม่ขยับ มีโรงพยาบาลสัตว์ไหนเปิด 24 ชม", Flag.SERIOUS_INJURY),
        ("ควายตกบ่อขาหัก", Flag.SERIOUS_INJURY),
        # An age that is told.
        ("อายุ 45 อยากหางาน", Flag.ELDERLY),
        ("อายุ 45 อยากหางาน", Flag.YOUNG_WORKER),
        ("ออฟฟิศให้เกษียณตอน 55 แล้วบอกไม่มีเงินก้อน", Flag.ELDERLY),
        # Few words that end a chat or go with a photo.
        ("ส่งให้แล้วเน้อ", Flag.SELF_HARM),
        ("รอไม่ไหวแล้ว", Flag.SELF_HARM),
        ("สลิปค่ะ", Flag.SCAM_IN_PROGRESS),
    ],
)
def test_denial_hearsay_and_other_meanings_raise_nothing(text: str, flag: Flag) -> None:
    assert flag not in nlp.read(text).flags


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("คนงานตกจากที่สูงเมื่อเช้า รถกู้ภัยกำลังมา", Urgency.EMERGENCY),
        ("โดนเครื่องตัดนิ้วก้อย หมอให้พักเดือนนึง นายจ้างให้ใช้บัตรทอง", Urgency.URGENT),
        ("ถูกขังในแคมป์ ยึดบัตรประชาชนไว้ ช่วยด้วย", Urgency.EMERGENCY),
        ("ไม่อยากอยู่แล้ว อยากตาย", Urgency.EMERGENCY),
        ("โดนเลิกจ้างวันนี้ ไม่ได้ค่าชดเชย", Urgency.URGENT),
        ("วันนี้มีอีกเรื่องค่ะ มีคนเก็บค่าหัวชาวบ้านไปทำงานต่างประเทศแล้วหายเงียบ", Urgency.URGENT),
        ("อยากเรียนทำอาหารที่ศูนย์ฝึกอาชีพ", Urgency.NORMAL),
        ("ค่าแรงขั้นต่ำจังหวัดตากเท่าไหร่", Urgency.NORMAL),
        # What began long ago may go on.
        ("น้องชายโดนหลอกไปกัมพูชาตั้งแต่ปีก่อน ยังถูกขังอยู่", Urgency.EMERGENCY),
        ("ลูกพี่ลูกน้องถูกขังที่เมียวดีตั้งแต่ปีที่แล้ว", Urgency.EMERGENCY),
        ("ทำงานตั้งแต่ปีที่แล้ว เครื่องตัดนิ้วขาดเมื่อวาน", Urgency.URGENT),
        ("เมื่อก่อนจ่ายตรง เดือนนี้เถ้าแก่หนีไปแล้ว", Urgency.URGENT),
        # A cry for help counts beside a danger, or alone.
        ("ช่วยด้วยค่ะ!!", Urgency.EMERGENCY),
        ("ใครก็ได้ช่วยด้วยครับ", Urgency.EMERGENCY),
        ("ช่วยด้วย ไฟไหม้หอพักคนงาน", Urgency.EMERGENCY),
        ("ช่วยด้วยค่ะ ลืมรหัสเข้าเว็บประกันสังคม", Urgency.NORMAL),
        ("ช่วยด้วยค่ะ เน็ตช้า ล็อกอินเว็บไม่ได้", Urgency.NORMAL),
        ("ช่วยด้วยนะคะ ขอบคุณค่ะ อยากเรียนตัดผม", Urgency.NORMAL),
        ("งานช่วงนี้เยอะจนหายใจไม่ออก อยากเปลี่ยนงาน", Urgency.NORMAL),
        # "Now" beside what is happening, or only since.
        ("เพื่อนตกนั่งร้าน ตอนนี้อยู่ห้องฉุกเฉิน ยังไม่รู้ใช้สิทธิไหน", Urgency.EMERGENCY),
        ("เขาถือมีดยืนอยู่หน้าห้องตอนนี้เลย", Urgency.EMERGENCY),
        ("เมื่อกี้โอนค่าสมัครงานไปสามพัน เขาบล็อกแล้ว", Urgency.EMERGENCY),
        ("ขาหักจากงานเมื่อ 2 เดือนก่อน ตอนนี้ยังไม่ได้เงินทดแทน", Urgency.URGENT),
        ("หัวหน้าตบหน้าหนูเดือนก่อน ตอนนี้หนูลาออกแล้ว เค้าไม่จ่ายเงินเดือนสุดท้าย", Urgency.URGENT),
        ("สามีขาขาดจากเครื่องจักร วันนี้หมอนัดทำแผล เงินทดแทนยังไม่ได้", Urgency.URGENT),
        ("โดนหลอกโอนค่าหัวไปเกาหลีตั้งแต่ปีที่แล้ว ตอนนี้ยังไม่ได้เงินคืน", Urgency.URGENT),
        # A hurry, and what only sounds like one.
        ("โดนไล่ออกจากห้องพักพรุ่งนี้ นายจ้างไม่จ่ายค่าแรง", Urgency.URGENT),
        ("ด่วนค่ะ นายจ้างไม่ให้ออกจากงาน", Urgency.URGENT),
        ("ไม่ด่วนค่ะ อยากเรียนทำขนม", Urgency.NORMAL),
        ("ไม่เร่งด่วนนะคะ อยากรู้เรื่องเบิกค่าคลอด", Urgency.NORMAL),
        ("ทำงานก่อสร้างทางด่วน วันหยุดไม่ได้โอที", Urgency.NORMAL),
        ("โทรสายด่วน 1506 แล้วไม่มีใครรับ", Urgency.NORMAL),
        ("รับสมัครด่วน แม่บ้าน 2 คน", Urgency.NORMAL),
        ("พรุ่งนี้อยากไปสมัครเรียนตัดผม", Urgency.NORMAL),
        # Life in danger, in other words.
        ("โรงงานไฟไหม้ คนติดข้างใน", Urgency.EMERGENCY),
        ("โกดังไฟไหม้ คนงานออกไม่ได้", Urgency.EMERGENCY),
        ("โดนนายจ้างข่มขืน", Urgency.EMERGENCY),
        ("กลัวว่าจะโดนหัวหน้าข่มขืน เขามองแปลกๆ", Urgency.URGENT),
        ("แก๊สรั่วในครัวโรงงาน เวียนหัวกันหมด", Urgency.EMERGENCY),
        ("เตาแก๊สที่บ้านมีกลิ่นแก๊สรั่วทุกเช้า", Urgency.URGENT),
        ("โดนไฟดูดสลบ ยังไม่ฟื้น", Urgency.EMERGENCY),
        ("เตียงพ่อในไอซียู ไม่รู้สึกตัวมาเดือนหนึ่ง ขอทุพพลภาพ", Urgency.URGENT),
        ("ถ้าเกิดตายใครรับผิดชอบ ตอนนี้คนงานติดอยู่ในบ่อ", Urgency.EMERGENCY),
        ("กลัวว่าจะโดนไล่ออก หัวหน้าข่มขืนแม่บ้าน", Urgency.EMERGENCY),
        ("ถ้าเกิดอุบัติเหตุ คนงานเสียชีวิตในโรงงาน ใครจ่าย", Urgency.NORMAL),
        ("คนตกลงมาจากนั่งร้าน นอนไม่ขยับเลย", Urgency.EMERGENCY),
        ("คนงานโดนไฟดูด กำลังพาส่งโรงพยาบาลครับ", Urgency.EMERGENCY),
        ("ตอนนี้ใส่ขาเทียมแล้วครับ ขาขาดจากเครื่องจักรสองปีก่อน ขอเงินทดแทน", Urgency.URGENT),
        ("ไฟไหม้แคมป์คนงานครับ", Urgency.EMERGENCY),
        ("ไฟไหม้โรงงานเมื่อเดือนที่แล้ว เขาให้หยุดงานไม่จ่ายค่าแรงเลย", Urgency.URGENT),
        ("เพิ่งเข้าทำงานเดือนที่แล้ว ตอนนี้แขนติดเครื่องเอาไม่ออก", Urgency.EMERGENCY),
        ("ลูกน้องหมดสติ ไม่เคยเป็นมาก่อน", Urgency.EMERGENCY),
        ("น้องชายไม่กลับมาแล้ว เครื่องบดมันเอาไป", Urgency.EMERGENCY),
        ("พี่โดนรถขุดหนีบอยู่ตรงนี้ ทำไงดี", Urgency.EMERGENCY),
        ("ผัวผมออกเรือไปกับเขา ได้กลับมาแต่ร่าง เถ้าแก่ให้มาห้าพัน", Urgency.EMERGENCY),
        ("ตอนนี้หนูลาออกมาแล้วค่ะ เพราะหัวหน้าลวนลาม", Urgency.URGENT),
        ("เรือล่มเบิกประกันสังคมได้ไหม", Urgency.NORMAL),
        # Two periods that were not paid.
        ("เถ้าแก่ค้างค่าแรงสองงวดแล้วครับ", Urgency.URGENT),
        # Whoever owes the wages has fled.
        ("ผู้รับเหมาเพิ่นหนีแล้วเด้อ ค่าแฮงผมสองหมื่นสามบ่ได้จักบาท", Urgency.URGENT),
        ("เจ้าของร้านปิดร้านหนีไปเมื่อคืน เงินเดือนป้าอีกเดือนครึ่งไม่ได้", Urgency.URGENT),
        # Hunger.
        ("ไม่มีตังค์กินข้าวแล้วค่ะ เงินเดือนค้างสองเดือน", Urgency.URGENT),
        ("บ่มีเงินซื้อข้าวแล้ว เถ้าแก่บ่จ่าย", Urgency.URGENT),
        ("หนูอดมาสามวันแล้วค่ะ เถ้าแก่ไม่จ่ายค่าแรง", Urgency.URGENT),
        ("นมลูกจะหมดแล้ว ค่าแรงยังไม่ออก", Urgency.URGENT),
        ("รอดมาได้ นายจ้างจ่ายค่าแรงแล้วแต่ไม่ครบ", Urgency.NORMAL),
        # Few words in answer to a question.
        ("บ้านอยู่หลังวัดค่ะ", Urgency.NORMAL),
        ("กำลังไป", Urgency.NORMAL),
        ("อยู่แคมป์", Urgency.NORMAL),
        ("ขอเวลาพักให้นมลูก หัวหน้าไม่ให้", Urgency.NORMAL),
    ],
)
def test_urgency_is_the_highest_hint(text: str, urgency: Urgency) -> None:
    assert nlp.read(text).urgency is urgency


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("ผู้รับเหมาหนี ไม่จ่ายค่าแรงมาสองเดือนแล้ว", Flag.WAGE_THEFT_MANY),
        ("นายจ้างค้างค่าแรงผมสามเดือน", Flag.WAGE_THEFT_MANY),
        ("โดนให้ออกจากงาน เพราะมาสาย", Flag.MASS_LAYOFF),
        ("หนูโดนเลิกจ้างคนเดียว ที่ทำงานยังเปิดอยู่", Flag.MASS_LAYOFF),
        ("ค้างค่าแรงผมคนเดียว โรงงานมี 300 คน คนอื่นได้หมด", Flag.WAGE_THEFT_MANY),
    ],
)
def test_one_is_not_many(text: str, flag: Flag) -> None:
    assert flag not in nlp.read(text).flags


@pytest.mark.parametrize(
    "raised",
    [
        [Flag.YOUNG_WORKER, Flag.ELDERLY, Flag.CHILD_LABOUR],
        [Flag.CHILD_LABOUR, Flag.ELDERLY, Flag.YOUNG_WORKER],
    ],
)
def test_a_child_at_work_is_no_young_worker_besides(raised: list[Flag]) -> None:
    kept = without_the_lesser(RaisedFlag(flag, 0, 4) for flag in raised)
    assert [each.flag for each in kept] == [f for f in raised if f is not Flag.YOUNG_WORKER]


def test_a_young_worker_alone_stays_one() -> None:
    young = RaisedFlag(Flag.YOUNG_WORKER, 0, 4)
    assert without_the_lesser([young]) == (young,)


def test_many_are_unpaid_where_no_wage_comes_out() -> None:
    told = nlp.read("ค่าแรงไม่ออกมาสองงวด คนงาน 30 กว่าคนโดนเหมือนกัน")
    assert Flag.WAGE_THEFT_MANY in told.flags


def test_many_unpaid_are_not_many_dismissed() -> None:
    flags = nlp.read("โรงงานไม่จ่ายโอที คนงาน 20 คน").flags
    assert Flag.WAGE_THEFT_MANY in flags
    assert Flag.MASS_LAYOFF not in flags


def test_explain_tells_which_words_mean_something_else() -> None:
    (held,) = considered("หมาที่ไซต์โดนรถแบ็คโฮทับขาหัก สงสารมัน")
    assert (held.flag, held.guard) == (Flag.SERIOUS_INJURY, "หมาที่ไซต์โดนรถแบ็คโฮทับขาหัก")


def raised_by_words(text: str) -> set[Flag]:
    clean = normalise(text).text
    return {each.flag for each in find_flags(clean, find_slots(clean, tokenise(clean), None))}


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("we could not leave, boss locked us in the room", Flag.TRAFFICKING_FORCED_LABOUR),
        ("may i ask for help? boss locked us in the room", Flag.TRAFFICKING_FORCED_LABOUR),
        ("we can not leave locked us in the room please help", Flag.TRAFFICKING_FORCED_LABOUR),
        ("boss not pay lock us in the room", Flag.TRAFFICKING_FORCED_LABOUR),
        ("I saw on the news that you help. they locked us in", Flag.TRAFFICKING_FORCED_LABOUR),
        ("please call if you can, he is unconscious", Flag.SERIOUS_INJURY),
        ("nobody helped unconscious worker", Flag.SERIOUS_INJURY),
        ("he fell from the roof. my friend is not moving", Flag.SERIOUS_INJURY),
        ("น้อง May โดนเครื่องตัดนิ้วขาด", Flag.SERIOUS_INJURY),
        ("my friend died at the construction site", Flag.WORKPLACE_DEATH),
        ("what if I kill myself, will my family get money", Flag.SELF_HARM),
    ],
)
def test_english_words_of_danger_raise_their_flag(text: str, flag: Flag) -> None:
    assert flag in raised_by_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "he is not unconscious, only tired",
        "he isnt unconscious",
        "what if a worker died at work, who pays",
        "in the movie a worker died in the factory",
        "my husband died of cancer, he was a worker",
        "my phone died at work",
        "dead tired after work",
        "i hurt myself at work lifting boxes",
        "i don't want to live in the company dormitory",
        "i don't want to die of boredom here haha",
        "i am not suicidal, i only want my salary",
        "i am not allowed to leave early",
        "boss forced me to work overtime without pay",
        "my case is not moving",
        "the chair has a broken leg",
    ],
)
def test_english_words_that_are_denied_or_mean_something_else_raise_none(text: str) -> None:
    assert not raised_by_words(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ตกนั่งร้านตายคาที่", True),
        ("เสียชีวิตสองคน", True),
        ("พบศพในบ่อ", True),
        ("he died at work", True),
        ("ดินถล่มทับ ยังไม่เจอตัว", False),
        ("ช่วยด้วยเขาจะตายแล้ว", False),
        ("ยังไม่ตาย หายใจอยู่", False),
        ("เจ็บแทบตาย", False),
    ],
)
def test_a_death_is_named_or_only_near(text: str, named: bool) -> None:
    assert is_named(Flag.WORKPLACE_DEATH, text) is named
