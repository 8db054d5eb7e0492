"""The place a message speaks of, and the traps of names that are ordinary words."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casework.places import Place, PlaceSource
from nlp import gazetteer, place_mentions
from nlp.corpus_file import Labelled
from nlp.normalise import normalise
from nlp.places import FoundPlace, find_place
from nlp.tokens import tokenise


def found(text: str) -> FoundPlace:
    clean = normalise(text).text
    return find_place(clean, tokenise(clean))


@pytest.mark.parametrize(
    ("text", "thai"),
    [
        ("ลุงอยู่ อ.ปางมะผ้า จ.แม่ฮ่องสอน", "อ.ปางมะผ้า จ.แม่ฮ่องสอน"),
        ("ร้านแถวคลองเตย กทม", "เขตคลองเตย กรุงเทพมหานคร"),
        ("อยู่ จ.ระยอง ครับ", "จ.ระยอง"),
        ("จังหวัดเลย หนาวมาก", "จ.เลย"),
        ("โรงงานที่ชลบุรีปิด", "จ.ชลบุรี"),
        ("ทำงานอยู่โคราช", "จ.นครราชสีมา"),
        ("ร้านแถวอยุธยาไม่จ่ายค่าแรง", "จ.พระนครศรีอยุธยา"),
        ("อยู่ กทม. ค่ะ", "กรุงเทพมหานคร"),
        ("ทำงานกรุงเทพ", "กรุงเทพมหานคร"),
        ("หาดใหญ่มีงานไหม", "อ.หาดใหญ่ จ.สงขลา"),
        ("ร้านนวดพัทยา", "อ.บางละมุง จ.ชลบุรี"),
        ("อ.บางพลี จ.สมุทรปราการ", "อ.บางพลี จ.สมุทรปราการ"),
        ("บางพลี สมุทรปราการ", "อ.บางพลี จ.สมุทรปราการ"),
        ("อำเภอเมือง จังหวัดนครปฐม", "อ.เมืองนครปฐม จ.นครปฐม"),
        ("อ.เมือง จ.เชียงใหม่", "อ.เมืองเชียงใหม่ จ.เชียงใหม่"),
        ("เขตบางนา", "เขตบางนา กรุงเทพมหานคร"),
        ("แขวงบางนาเหนือ เขตบางนา กทม", "แขวงบางนาเหนือ เขตบางนา กรุงเทพมหานคร"),
        ("ตำบลบางพูด อำเภอปากเกร็ด นนทบุรี", "ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี"),
        ("บางพูด ปากเกร็ด นนทบุรี", "ต.บางพูด อ.ปากเกร็ด จ.นนทบุรี"),
        ("ต.ในเมือง อ.เมือง จ.ขอนแก่น", "ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น"),
        ("แม่สอดคนงานพม่าเยอะ", "อ.แม่สอด จ.ตาก"),
        ("อยู่น่านค่ะ ไม่มีงานทำ", "จ.น่าน"),
        ("คนแพร่ตกงาน", "จ.แพร่"),
        ("ที่ตรังมีฝึกอาชีพไหม", "จ.ตรัง"),
        ("โรงงานที่ปราจีน", "จ.ปราจีนบุรี"),
        ("อ.นาดี จ.ปราจีนบุรี", "อ.นาดี จ.ปราจีนบุรี"),
        ("อ.พล จ.ขอนแก่น", "อ.พล จ.ขอนแก่น"),
        ("บ้านอยู่สกลนคร มาทำงานที่ระยอง โดนโกงค่าแรง", "จ.ระยอง"),
        ("มาจากศรีสะเกษ ตอนนี้อยู่ปทุมธานี", "จ.ปทุมธานี"),
        ("ทำงานที่เกาะสมุย", "อ.เกาะสมุย จ.สุราษฎร์ธานี"),
        ("มาบตาพุดมีงานไหม", "อ.เมืองระยอง จ.ระยอง"),
        ("จ.ตาก ครับ", "จ.ตาก"),
        ("ย้ายตามสามีมา จ.ตราด เมื่อก่อนอยู่บางแค", "จ.ตราด"),
        ("สามีย้ายมาประจำที่อุบล เลยทิ้งโต๊ะทำงานที่กรุงเทพ", "จ.อุบลราชธานี"),
        ("ย้ายมาดูแลพ่อที่ อ.แม่สรวย เลยออกจากงานกรุงเทพ", "อ.แม่สรวย จ.เชียงราย"),
        ("โรงเรียนบนดอย อ.อุ้มผาง คนทำบัญชีต้องอยู่กรุงเทพไหม", "อ.อุ้มผาง จ.ตาก"),
        ("ขับรถตู้หาดใหญ่–โกลก มีสอนภาษาที่หาดใหญ่ไหม", "อ.หาดใหญ่ จ.สงขลา"),
        ("อยู่เกาะลันตา มีสอนแต่ในเมืองกระบี่", "อ.เกาะลันตา จ.กระบี่"),
        ("อยู่ในเมืองกระบี่ หางานอยู่", "อ.เมืองกระบี่ จ.กระบี่"),
        ("จัดหางานแม่ฮ่องสอน มาที่ ปาย-ปางมะผ้า-ขุนยวม", "จ.แม่ฮ่องสอน"),
        ("เรือออกจากปากน้ำชุมพร", "จ.ชุมพร"),  # two sub-districts of it are called so
        ("หาคนเก็บลิ้นจี่แม่ใจ", "อ.แม่ใจ จ.พะเยา"),
        ("แพร่มีก่อครับ", "จ.แพร่"),
        ("ขนของตลาดไท เขาค้างค่าแรง", "อ.คลองหลวง จ.ปทุมธานี"),
        ("โรงโม่แถวหน้าพระลาน ฝุ่นเข้าปอด", "ต.หน้าพระลาน อ.เฉลิมพระเกียรติ จ.สระบุรี"),
        ("หนูอยู่ ม.5 ที่อ.ฝาง", "อ.ฝาง จ.เชียงใหม่"),
        ("ร้านอยู่ต.แม่ฮี้", "ต.แม่ฮี้ อ.ปาย จ.แม่ฮ่องสอน"),
        ("แม่ฮี้", "ต.แม่ฮี้ อ.ปาย จ.แม่ฮ่องสอน"),
        ("แม่ฮี้ ปาย", "ต.แม่ฮี้ อ.ปาย จ.แม่ฮ่องสอน"),
        ("ปาย", "อ.ปาย จ.แม่ฮ่องสอน"),
        ("หางานแถวบ่อวิน", "ต.บ่อวิน อ.ศรีราชา จ.ชลบุรี"),
        ("ขึ้นทะเบียนไว้ที่นครปฐม ตอนนี้อยู่บางเขน", "เขตบางเขน กรุงเทพมหานคร"),
        ("ออกจากโรงงานที่ระยอง กลับมาอยู่บ้านที่สกลนคร อยากได้งานใกล้ ๆ", "จ.สกลนคร"),
        ("ร้านที่ลพบุรีจะปิด เขาให้ไปสาขาชลบุรี ไม่ไปก็เซ็นออก", "จ.ลพบุรี"),
        # What people call industrial estates, markets and quarters
        ("นิคมบางปูยังรับคนไหม", "อ.เมืองสมุทรปราการ จ.สมุทรปราการ"),
        ("โรงงานในอมตะนครปิด", "จ.ชลบุรี"),
        ("นวนครรับคนแก่ไหม", "อ.คลองหลวง จ.ปทุมธานี"),
        ("แบกของอยู่ตลาดไท", "อ.คลองหลวง จ.ปทุมธานี"),
        ("ทำงานย่านสีลม", "แขวงสีลม เขตบางรัก กรุงเทพมหานคร"),
        ("หอพักแถวอ่อนนุช", "กรุงเทพมหานคร"),
        ("โรงแรมในเขาหลัก", "จ.พังงา"),
        ("เรือนำเที่ยวอ่าวนางไม่จ่ายค่าเที่ยว", "ต.อ่าวนาง อ.เมืองกระบี่ จ.กระบี่"),
        ("คนเก็บใบชาแม่สลองยังไม่ได้ค่าแรง", "อ.แม่ฟ้าหลวง จ.เชียงราย"),
        ("ค่าเฝ้าเตียงตลาดบ้านเพ", "อ.เมืองระยอง จ.ระยอง"),
        # A street runs through more than the district it is called by
        ("ร้านในซอยลาดพร้าว 80", "กรุงเทพมหานคร"),
        ("ร้านแถวลาดพร้าว", "เขตลาดพร้าว กรุงเทพมหานคร"),
        # Forms of the prefix
        ("อสร.ต.แม่ฮี้ ขอแจ้งเรื่อง", "ต.แม่ฮี้ อ.ปาย จ.แม่ฮ่องสอน"),
        ("อบต.แม่ฮี้รับคนงาน", "ต.แม่ฮี้ อ.ปาย จ.แม่ฮ่องสอน"),
        ("แจ้งความที่ สภ.ปาย แล้ว", "อ.ปาย จ.แม่ฮ่องสอน"),
        ("ผมอยู่ อ ปาย ครับ", "อ.ปาย จ.แม่ฮ่องสอน"),
        ("โรงงาน จ ลำพูน", "จ.ลำพูน"),
        ("ลูกจ้างเขตจอมทอง", "เขตจอมทอง กรุงเทพมหานคร"),
        ("สวนลำไย อ.จอมทอง", "อ.จอมทอง จ.เชียงใหม่"),
        ("อยู่ อ.แสมสาร", "ต.แสมสาร อ.สัตหีบ จ.ชลบุรี"),
        # Spellings
        ("แคมป์คนงานในนนทบุรี", "จ.นนทบุรี"),
        ("อยู่ศรีษะเกษ", "จ.ศรีสะเกษ"),
        ("โรงงานสมุดปราการปิด", "จ.สมุทรปราการ"),
        ("อยู่เชียงไหม่", "จ.เชียงใหม่"),
        ("โรงสีที่กาฬสิน", "จ.กาฬสินธุ์"),
        ("ทำงานสุราษฎธานี", "จ.สุราษฎร์ธานี"),
        ("ร้านที่เชียงใหม", "จ.เชียงใหม่"),
        ("ฮาอยู่เจียงฮาย", "จ.เชียงราย"),
        ("ร้านต้มยำที่สุไหงโกลก", "อ.สุไหงโก-ลก จ.นราธิวาส"),
        # Ordinary words, with what tells that a place is meant
        ("ค่าแรงขั้นต่ำแพร่เท่าไร", "จ.แพร่"),
        ("หาช่างไม้ สุรินทร์ ด่วน", "จ.สุรินทร์"),
        ("บ้านนา นครนายก", "อ.บ้านนา จ.นครนายก"),
        ("ลงเรือที่ปากน้ำระนอง", "ต.ปากน้ำ อ.เมืองระนอง จ.ระนอง"),
        ("แม่มาจากเลยค่ะ", "จ.เลย"),
        ("อยู่น้ำพอง", "อ.น้ำพอง จ.ขอนแก่น"),
        ("หาคนกรีดยาง จะนะ", "อ.จะนะ จ.สงขลา"),
        ("ขอวิทยากรหน่อยค่ะ ช้างม่อย", "ต.ช้างม่อย อ.เมืองเชียงใหม่ จ.เชียงใหม่"),
        ("นายยึดบัตรคนงานสวนส้มฝาง", "อ.ฝาง จ.เชียงใหม่"),
        ("นาเกลือ บ้านแหลม หาคนรุนเกลือ", "อ.บ้านแหลม จ.เพชรบุรี"),
        # Where somebody is, and where somebody else is or goes
        ("เพื่อนไปอยู่กรุงเทพกันหมด หนูอยู่แม่สอด", "อ.แม่สอด จ.ตาก"),
        ("บัตรทองอยู่ขอนแก่น ตอนนี้ทำงานที่ระยอง", "จ.ระยอง"),
        ("ทำงานที่สะเดา เจ้าของอยู่กรุงเทพ", "อ.สะเดา จ.สงขลา"),
        ("โรงน้ำแข็งที่ท่าม่วง หมอส่งต่อกรุงเทพ", "อ.ท่าม่วง จ.กาญจนบุรี"),
        ("ทะเบียนบ้านอยู่ยโสธร ทำงานภูเก็ต", "จ.ภูเก็ต"),
        ("ย้ายจากโรงพยาบาลที่กรุงเทพมาที่นครพนม", "จ.นครพนม"),
        ("ที่นี่ไม่ใช่กรุงเทพ ทำกันแต่แม่ๆ อ.พยุหะคีรี", "อ.พยุหะคีรี จ.นครสวรรค์"),
        ("พี่ชายเสียชีวิตที่โรงงานในสระบุรี จะรับศพกลับบ้านที่ อ.ขุนยวม จ.แม่ฮ่องสอน", "จ.สระบุรี"),
        ("หลานไปทำงานที่ระยอง โดนโกงค่าแรง แม่เขาอยู่ปาย", "จ.ระยอง"),
        # Answers to "where?"
        ("เวียงใต้ครับ", "ต.เวียงใต้ อ.ปาย จ.แม่ฮ่องสอน"),
        ("ฝางค่ะ", "อ.ฝาง จ.เชียงใหม่"),
        ("พล", "อ.พล จ.ขอนแก่น"),
        # An address is read as one
        ("พ่อป่วย บ้านอยู่ ต.หนองกุง อ.น้ำพอง", "ต.หนองกุง อ.น้ำพอง จ.ขอนแก่น"),
        ("โรงงานไม้ ต.ท่าข้าม อ.พนมสารคาม", "อ.พนมสารคาม จ.ฉะเชิงเทรา"),
        ("ห้างในอ.เมือง จ.แพร่ที่ป้าทำมา", "อ.เมืองแพร่ จ.แพร่"),
        # Names that are words too, after an office
        ("ยื่นเรื่องไว้ที่ สปส.แพร่", "จ.แพร่"),
        ("ยื่นไว้ที่สาขารามคำแหง", "กรุงเทพมหานคร"),
        ("เด็กขายพวงมาลัยแยกอโศก", "เขตวัฒนา กรุงเทพมหานคร"),
        ("โรงแรมย่านประตูน้ำไม่จ่ายค่าจ้าง", "เขตราชเทวี กรุงเทพมหานคร"),
        ("ผมคนเชียงดาว กรุงเทพทำงาน รปภ. จะกลับเชียงใหม่", "กรุงเทพมหานคร"),
        ("โรงงาน ต.บางพลีใหญ่ อ.บางพลี จ.ชลบุรี", "จ.ชลบุรี"),
        ("เด็กคัดหอยอยู่แพบางตะบูน", "ต.บางตะบูน อ.บ้านแหลม จ.เพชรบุรี"),
    ],
)
def test_places_that_are_written(text: str, thai: str) -> None:
    place = found(text).place
    assert place is not None
    assert place.thai() == thai
    assert place.source is PlaceSource.TEXT


@pytest.mark.parametrize(
    "text",
    [
        "ไม่มีเงินเลยครับ",
        "ไม่ได้ค่าแรงเลย ทำยังไงดี",
        "ที่ไหนเลยก็ไม่รับ",
        "ตากผ้าอยู่หลังบ้าน",
        "แพร่เชื้อโควิดในโรงงาน",
        "สบายดีไหมคะ",
        "ในเมืองไม่มีงาน",
        "ลองสมัครดูแล้ว",
        "มีสองคนสามคน",
        "สวัสดิการสังคมไม่ดี",
        "คงไม่ได้เงินแล้ว",
        "หัวหน้าชื่อสุรินทร์",
        "เสื้อสีชมพู",
        "นายจ้างไม่ยอมจ่าย",
        "ปลาทูน่านำเข้า",
        "พลทหารหางาน",
        "เลิกจ้างสามร้อยปาย",
        "ขอให้มาสอนที่ศาลากลางบ้าน",
        "คนงานในเหมืองหิน",
        "เฮ็ดงานฮอดตีสี่",
        "ย้ายไปต่างจังหวัดเลย",
        "ยังอยู่จังหวัด เลยต้องรอ",
        "ไม่มีเวลาเป็นคนเลย",
        "น่ารักทุกคนเลย",
        "ผ้าที่ตากเหม็นควันหมด",
        "ชุดที่ตากไว้หายไป",
        "ที่อำเภอสองคนนั้นไม่รับเรื่อง",
        "ยื่นที่เขตสองเดือนแล้ว",
        "โรงพยาบาลอำเภอเหลือหมอคนเดียว",
        "คนรู้จักทั้งตำบลสิบกว่าหมู่บ้าน",
        "พ่อแม่อายชาวบ้าน",
        "ครูโรงเรียนบ้านหนองแสงขาด",
        "กลุ่มแม่บ้านหนองบัวบานทอผ้า",
        "พี่น้องอยู่บ้านโคกอยากเรียนทอผ้า",
        "อยู่ในชนบทไม่มีงาน",
        "กู้มาสามหมื่น",
        "น้ำในห้วยเน่า",
        "เจาะบาดาลได้น้ำขุ่นเป็นโคลน",
        "ตกเหวหลังสวนยาง",
        "มากันสองพี่น้อง",
        "โรงเลื่อยท้ายบ้านใช้เด็ก",
        "ลูกชายลงไปในน้ำดำทุกวัน",
        "อยู่ในเมืองโดนไล่ออก",
        "น้องนนท์โดนไล่ออก",
        "ลุงอุดรตกนั่งร้าน",
        "นายเด่นชัยโดนไล่ออก",
        "คุณเชียงใหม่โดนไล่ออก",
        "ร้านก๋วยเตี๋ยวสุโขทัยไม่จ่ายค่าแรง",
        "กู้ธนาคารกรุงเทพไว้",
        "เอาฟางคลุมสวนส้มกันแดด",
        "เกี่ยวหญ้าฝางในสวน",
        "รถบรรทุกทะเบียนนครปฐมเฉี่ยว",
        "รถทะเบียน กข 1234 ระยอง หนี",
        "ถนนเพชรบุรีรถติด",
        "ป้าอุบลยังไม่ได้เงิน",
        "ขายขนมสายไหม",
        "เปลี่ยนโครงสร้างคอมใหม่",
        "รถสายสำโรงแน่น",
        "เน็ตบ้านค่ายไหนแรง",
        "มือเป็นตุ่มน้ำพองหมด",
        "ตั้งกะทู้ถามหน่อย",
        "เดี๋ยวจะนะคะ",
        "บางคนทีแรกไม่เชื่อ",
        "จ้างลุงเฝ้าไร่อ้อย",
        "รายได้เขาหลักหมื่น",
        "เด็กแม่ลาวพ่อไทย",
        "ตกปากท่อระบายน้ำ",
        "ลงของที่ท่าแพปลา",
        "น้ำเค็มหนุน ประตูน้ำ อบต. ไม่มีคนปิด",
        "ปลูกต้นอโศกหน้าบ้าน",
        "ต้น อโศก ล้มทับคนงาน",
        "ดิฉัน อารีย์ ขอร้องเรียนนายจ้าง",
        "คนงานซ่อม ประตูน้ำ ตกลงมา",
        "จบ ม. รามคำแหง มา ตกงาน",
        "ร้านอารีย์เฟอร์นิเจอร์ไม่จ่าย",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert found(text) == FoundPlace()


def test_a_name_of_several_places_gives_candidates() -> None:
    several = found("อยู่อำเภอเฉลิมพระเกียรติ")
    assert several.place is None
    assert len(several.candidates) == 5
    capital = found("ร้านที่ อ.เมือง ไม่จ่ายค่าแรง")
    assert capital.place is None and capital.candidates
    assert capital.name == "อ.เมือง", "one name, though each province's has its own in full"


@pytest.mark.parametrize("text", ["หางานแถวพัทลุงหรือหาดใหญ่", "ทำงานที่ อ.ปาย", "ไม่จ่ายค่าแรง"])
def test_two_names_or_one_place_or_none_share_no_name(text: str) -> None:
    assert found(text).name is None


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("ทำงานอยู่สำโรง", ["สมุทรปราการ", "อุบลราชธานี"]),
        ("ร้านที่สุวรรณภูมิ", ["สมุทรปราการ", "ร้อยเอ็ด"]),
        ("โรงงานในอมตะซิตี้", ["ชลบุรี", "ระยอง"]),
        ("บ้านอยู่ย่านจอมทอง", ["กรุงเทพมหานคร", "เชียงใหม่"]),
        ("หางานแถวพัทลุงหรือหาดใหญ่", ["สงขลา", "พัทลุง"]),
        ("ขับรถ หาดใหญ่-เบตง ทุกวัน", ["สงขลา", "ยะลา"]),
        ("รับงานแถวบางพลี ชลบุรี", ["สมุทรปราการ", "ชลบุรี"]),
        # Who writes of somebody far away names the own place more exactly.
        ("อสร.ต.เวียงใต้ อ.ปาย ลูกบ้านทำงานโรงงานที่ระยองโดนเลิกจ้าง", ["แม่ฮ่องสอน", "ระยอง"]),
        # What an address alone would decide: it may be the family's.
        ("แม่บ้านโรงแรมภูเก็ต ไม่ได้เงินเดือน พ่อแม่อยู่ จ.สุรินทร์", ["ภูเก็ต", "สุรินทร์"]),
        ("แคมป์ก่อสร้างภูเก็ต โดนยึดบัตร ช่วยบอกพี่สาว อ.แม่สาย", ["เชียงราย", "ภูเก็ต"]),
        ("เมื่อก่อนหนูอยู่กรุงเทพ ตอนนี้เฝ้าแม่ที่ อ.พรหมพิราม", ["พิษณุโลก", "กรุงเทพมหานคร"]),
        ("ก่อนหน้านี้ทำโรงงานที่ระยอง ยังค้างเงินเดือนอยู่ บ้านผมขอนแก่น", ["ระยอง", "ขอนแก่น"]),
    ],
)
def test_where_no_word_decides_the_writer_is_asked(text: str, provinces: list[str]) -> None:
    several = found(text)
    assert several.place is None
    assert [place.province for place in several.candidates] == provinces


def test_one_name_gives_all_its_places_that_the_one_near_can_be_found_among_them() -> None:
    capitals = found("น้ำท่วมที่อ.เมือง คนงานออกมาไม่ได้").candidates
    assert {"5801", "5001", "9001"} <= {place.district_code for place in capitals}
    assert len({place.province_code for place in capitals}) == len(capitals) > 70


@pytest.mark.parametrize(
    "text",
    [
        "อ.เมือง " * 500,
        "ต.ในเมือง " * 400,
        " ต.".join(gazetteer.subdistrict_codes()),
        " ".join(gazetteer.district_codes()),
        " จ อ ต " * 600,
        "บ้านนา นครนายก " * 300,
    ],
)
def test_a_flood_of_names_gives_a_few_candidates_at_most(text: str) -> None:
    flooded = found(text)
    assert len(flooded.candidates) <= 8
    assert all(0 <= start < end for start, end in flooded.spans)


_PIECES = (
    *("จังหวัด", "จว.", "จ.", "เขต", "อำเภอ", "อ.", "แขวง", "ตำบล", "ต.", "อสร.", "อบต", "เทศบาล"),
    *("ทต.", "ทม.", "สภ.", "รพ", ".", "สต", "ก", "ปาย", "ท", "ม", " ", " จ ", " อ ", " ต "),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_a_text_with_a_prefix_is_always_looked_at(text: str) -> None:
    """What spots prefixes is told by the expression itself, so no prefix is passed over."""
    spotted = {what for _, what in place_mentions._spotter().find_in(f" {text}")}
    assert "prefix" in spotted or not place_mentions._PREFIX.search(text)


def test_the_gazetteer_knows_every_province_and_looks_up_by_code() -> None:
    assert len(gazetteer.provinces()) == 77
    place = gazetteer.place_of_code("500101")
    assert place is not None and place.province == "เชียงใหม่" and place.subdistrict
    assert gazetteer.place_of_code("10") is not None
    for code in ("99", "1", "", "9999", "abc", "10010"):
        assert gazetteer.place_of_code(code) is None
    assert any(p.district == "บางพลี" for p in gazetteer.search("บางพลี"))


def test_a_nickname_that_is_an_official_name_too_means_that_very_place() -> None:
    for name, code in _nicknames().items():
        place = gazetteer.place_of_code(code)
        assert place is not None, name
        official = gazetteer.subdistrict_codes().get(name, ()) if len(code) == 6 else ()
        assert not official or code in official, name


# Most of the rest are names of several places, for which the writer is asked.
PLACES_FOUND = 0.95


@cache
def _nicknames() -> dict[str, str]:
    file = Path(gazetteer.__file__).parent / "data" / "places.yaml"
    names: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))["nicknames"]
    return names


def _bare(written: str) -> str:
    return re.sub(r"^(?:จังหวัด|จ\.|อำเภอ|อ\.|เขต|ตำบล|ต\.|แขวง)\s?", "", written.strip())


def _fits(place: Place, written: str) -> bool:
    """Whether the place is, or lies in, one of that name."""
    bare = _bare(written)
    codes = (place.province_code, place.district_code, place.subdistrict_code)
    if _nicknames().get(bare) in codes:  # โคราช, รังสิต
        return True
    capital = f"เมือง{place.province}" if bare == "เมือง" else bare
    return capital in (place.province, place.district, place.subdistrict)


# Writers who marked every place they named; a message of theirs without a mark names none.
PLACES_MARKED = frozenset(["emp", "ski", "pro", "soc", "nea", "far", "fla", "gua", "unc", "adm"])


def test_labelled_places_are_found_and_ordinary_words_hardly_ever(rows: list[Labelled]) -> None:
    """Messages whose one labelled place is a province, a district or a sub-district by name."""
    names = {
        *gazetteer.province_codes(), *gazetteer.district_codes(), *gazetteer.subdistrict_codes(),
    }  # fmt: skip
    right = wrong = unlabelled = stray = 0
    for row in rows:
        places = [words for kind, words in row.spans if kind == "place"]
        if not places and row.id.split("-")[0] in PLACES_MARKED:
            unlabelled += 1
            stray += found(row.text).place is not None
        elif len(places) == 1 and _bare(places[0]) in names:
            place = found(row.text).place
            right += place is not None and _fits(place, places[0])
            wrong += place is None or not _fits(place, places[0])
    assert right / (right + wrong) >= PLACES_FOUND
    assert stray / unlabelled <= 0.01
