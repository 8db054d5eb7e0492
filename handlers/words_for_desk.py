"""What mentors, department officers and offices read."""

DESK_WORDS = {
    "desk.new": "เรื่องใหม่ {number}",
    "desk.copied": "สำเนา {number} (ส่งหน่วยงานแล้ว)",
    "desk.changed": "ผู้แจ้งเพิ่มข้อมูล {number}",
    "desk.unsent": "ผู้แจ้งยกเลิกบางข้อความ {number}",
    "desk.reopened": "ผู้แจ้งบอกว่ายังไม่เรียบร้อย {number}",
    "desk.returned": "หน่วยงานส่งกลับ {number}",
    "desk.overdue": "รอคัดกรองนานแล้ว {number}",
    "operator.overdue": "เรื่อง {number} {place} รอคัดกรองเกินกำหนด ยังไม่มีผู้ส่งต่อ",
    "desk.referral_overdue": "หน่วยงานยังไม่ตอบ {number}",
    "desk.question_overdue": "ผู้แจ้งยังไม่ตอบคำถาม {number}",
    "desk.emergency": "เหตุฉุกเฉิน ยังไม่ได้กดส่งเรื่อง",
    "desk.emergency_how": "ผู้แจ้งเพิ่งเขียนข้อความนี้ ระบบให้เบอร์ฉุกเฉินไปแล้ว โปรดติดตามโดยด่วน",
    "desk.alt": "{urgency} {number} {category} {place}",
    "desk.row.category": "เรื่อง",
    "desk.row.place": "พื้นที่",
    "desk.row.urgency": "ความด่วน",
    "desk.row.flags": "ข้อควรระวัง",
    "desk.row.people": "จำนวนคน",
    "desk.row.reporter": "ผู้แจ้ง",
    "desk.row.affected": "เจ้าของเรื่อง",
    "desk.row.why": "เหตุผล",
    "desk.row.proposed": "เสนอส่งต่อ",
    "desk.row.state": "สถานะ",
    "desk.row.referral": "หน่วยงาน",
    "desk.row.result": "ผล",
    "desk.row.answer": "คำถาม",
    "desk.affected.self": "ผู้แจ้งเอง",
    "desk.affected.agreed": "ยินยอมแล้ว",
    "desk.affected.not_yet": "ยังไม่ได้ถามความยินยอม",
    "desk.sure": "{category} ({percent}%)",
    "desk.take": "รับเรื่อง",
    "desk.refer": "ส่งต่อตามที่เสนอ",
    "desk.change": "เปลี่ยนหน่วยงาน",
    "desk.ask": "ขอข้อมูลเพิ่ม",
    "desk.close": "ปิดเรื่อง",
    "desk.taken": "รับเรื่อง {number} แล้วค่ะ",
    "desk.taken_already": "เรื่อง {number} คุณ{name}รับไว้แล้วค่ะ",
    "desk.taken_by_other": "เรื่อง {number} มีพี่เลี้ยงท่านอื่นรับไว้แล้วค่ะ",
    "desk.referred": "ส่งต่อเรื่อง {number} ให้{office}แล้วค่ะ",
    "desk.nothing_proposed": "เรื่อง {number} ยังไม่มีหน่วยงานที่เสนอ ส่งให้หน่วยงานไหนคะ",
    "desk.which_agency": "ส่งเรื่อง {number} ให้หน่วยงานไหนคะ",
    "desk.which_area": "เรื่อง {number}: {agency} พื้นที่ไหนคะ",
    "desk.area": "พื้นที่ {area}",
    "desk.no_office": ("ยังไม่มี{agency}ของเรื่อง {number} ในทะเบียนสำนักงาน แจ้งผู้ดูแลระบบเพื่อเพิ่มก่อนค่ะ"),
    "desk.already_there": "เรื่อง {number} อยู่ที่{office}แล้วค่ะ",
    "desk.ask_what": "พิมพ์คำถามถึงผู้แจ้งเรื่อง {number} ทีละข้อได้เลยค่ะ",
    "desk.asked": "ส่งคำถามให้ผู้แจ้งเรื่อง {number} แล้ว คำตอบจะกลับมาที่นี่ค่ะ",
    "desk.already_asked": "เรื่อง {number} มีคำถามรอผู้แจ้งตอบอยู่แล้ว: {question}",
    "desk.answer_came": "คำตอบเรื่อง {number}",
    "desk.close_what": "พิมพ์ผลที่จะแจ้งผู้แจ้งเรื่อง {number} ได้เลยค่ะ",
    "desk.closed": "แจ้งผลเรื่อง {number} แล้ว รอผู้แจ้งยืนยันค่ะ",
    "desk.settled_itself": "สำนักงานแรงงานจังหวัดแจ้งผลเอง",
    "desk.cancel": "ยกเลิก",
    "desk.stopped": "ยกเลิกแล้วค่ะ",
    "desk.too_long": "ข้อความยาวเกินไป ขอไม่เกิน {limit} ตัวอักษร พิมพ์ใหม่ได้เลยค่ะ",
    "desk.text_needed": "ขั้นนี้ขอเป็นข้อความ พิมพ์ได้เลย หรือกด “ยกเลิก” ค่ะ",
    "desk.waiting_none": "ไม่มีเรื่องรออยู่ค่ะ",
    "desk.waiting_alt": "เรื่องรออยู่ {count} เรื่อง",
    "desk.waiting_button": "เรื่องรอ",
    "desk.digest": "เช้านี้มีเรื่องรอคัดกรอง {count} เรื่องค่ะ",
    "desk.withdrawn": "ผู้แจ้งถอนเรื่อง {number} แล้ว ไม่ต้องดำเนินการต่อค่ะ",
    "desk.invite": "สร้างรหัสเชิญ",
    "desk.invite_whom": "เชิญใครคะ",
    "desk.invite_where": "อาสาสมัครดูแลตำบลไหนในจังหวัด{province}คะ",
    "desk.invite_other_province": "ตำบลนี้อยู่นอกจังหวัด{province} พิมพ์ตำบลและอำเภอใหม่ได้ค่ะ",
    "desk.invited": (
        "รหัสเชิญ {code}\n{role} {area}\nใช้ได้ครั้งเดียว ถึง {date}\nส่งรหัสนี้ให้ผู้รับพิมพ์ในแชตของระบบค่ะ"
    ),
    "desk.applicant": "คำขอเป็นอาสาสมัคร",
    "desk.row.name": "ชื่อ",
    "desk.row.area": "พื้นที่",
    "desk.approve": "อนุมัติ",
    "desk.reject": "ไม่อนุมัติ",
    "desk.approved": "อนุมัติคุณ{name}แล้ว วาระถึง {term_end}",
    "desk.rejected": "ไม่อนุมัติคุณ{name}แล้วค่ะ",
    "desk.decided_already": "คำขอนี้มีผู้พิจารณาแล้วค่ะ",
    # department officers
    "office.new": "เรื่องส่งต่อ {number}",
    "office.overdue": "เรื่องรอรับ {number}",
    "office.finish_overdue": "เรื่องยังไม่เสร็จ {number}",
    "office.changed": "ผู้แจ้งเพิ่มข้อมูล {number}",
    "office.unsent": "ผู้แจ้งยกเลิกบางข้อความ {number}",
    "office.question_overdue": "ผู้แจ้งยังไม่ตอบคำถาม {number}",
    "office.accept": "รับเรื่อง",
    "office.done": "ดำเนินการแล้ว",
    "office.return": "ไม่ใช่หน้าที่",
    "office.accepted": "รับเรื่อง {number} แล้วค่ะ",
    "office.already": "เรื่อง {number} อยู่ในสถานะ “{state}” แล้วค่ะ",
    "office.no_more": "เรื่อง {number} แจ้งผลหรือถอนไปแล้ว ไม่ต้องดำเนินการต่อค่ะ",
    "office.result_what": "พิมพ์ผลการดำเนินการเรื่อง {number} ที่จะแจ้งผู้แจ้งได้เลยค่ะ",
    "office.reason_what": ("เรื่อง {number} ควรเป็นของหน่วยงานใด เพราะอะไร พิมพ์เหตุผลสั้น ๆ ได้เลยค่ะ"),
    "office.finished": "บันทึกผลเรื่อง {number} และแจ้งผู้แจ้งแล้วค่ะ",
    "office.returned": "ส่งเรื่อง {number} กลับสำนักงานแรงงานจังหวัดแล้วค่ะ",
    "office.settled": "เรื่อง {number} สำนักงานแรงงานจังหวัดแจ้งผลแล้ว ไม่ต้องดำเนินการต่อค่ะ",
    # e-mail
    "mail.new.subject": "[ข้อต่อ] เรื่องใหม่ {number} {category} ({urgency})",
    "mail.referral.subject": "[ข้อต่อ] ส่งต่อเรื่อง {number} {category} ({urgency})",
    "mail.overdue.subject": "[ข้อต่อ] เรื่องรอคัดกรองเกินกำหนด {number} {category} ({urgency})",
    "mail.back.subject": "[ข้อต่อ] เรื่องกลับมาคัดกรอง {number} {category} ({urgency})",
    "mail.copied.subject": "[ข้อต่อ] สำเนาเรื่อง {number} {category} ({urgency})",
    "mail.withdrawn.subject": "[ข้อต่อ] ผู้แจ้งถอนเรื่อง {number}",
    "mail.new.body": (
        "เรียน {office}\n\nมีเรื่องใหม่จากอาสาสมัครแรงงานหรือประชาชนรอคัดกรอง\n\n"
        "เลขที่เรื่อง: {number}\nวันที่รับ: {date}\nเรื่อง: {category}\nพื้นที่: {place}\n"
        "ความด่วน: {urgency}\nจำนวนคน: {people}\nเหตุผลที่จัดหมวด: {reason}\n\n"
        "ข้อความของผู้แจ้ง (ปิดบังข้อมูลส่วนบุคคลแล้ว):\n{text}\n\n"
        "จึงเรียนมาเพื่อโปรดพิจารณา\nระบบข้อต่อ (ตอบในไลน์ของระบบ หรือโทร 1506)"
    ),
    "mail.referral.body": (
        "เรียน {office}\n\nสำนักงานแรงงานจังหวัดส่งต่อเรื่องให้หน่วยงานของท่าน\n\n"
        "เลขที่เรื่อง: {number}\nวันที่รับ: {date}\nเรื่อง: {category}\nพื้นที่: {place}\n"
        "ความด่วน: {urgency}\nจำนวนคน: {people}\nเหตุผลที่จัดหมวด: {reason}\n\n"
        "ข้อความของผู้แจ้ง (ปิดบังข้อมูลส่วนบุคคลแล้ว):\n{text}\n\n"
        "จึงเรียนมาเพื่อโปรดดำเนินการ\nระบบข้อต่อ (ตอบในไลน์ของระบบ หรือโทร 1506)"
    ),
    "mail.overdue.body": (
        "เรียน {office}\n\nเรื่องนี้รอคัดกรองเกินกำหนดแล้ว\n\n"
        "เลขที่เรื่อง: {number}\nวันที่รับ: {date}\nเรื่อง: {category}\nพื้นที่: {place}\n"
        "ความด่วน: {urgency}\nจำนวนคน: {people}\nเหตุผลที่จัดหมวด: {reason}\n\n"
        "ข้อความของผู้แจ้ง (ปิดบังข้อมูลส่วนบุคคลแล้ว):\n{text}\n\n"
        "จึงเรียนมาเพื่อโปรดดำเนินการ\nระบบข้อต่อ (ตอบในไลน์ของระบบ หรือโทร 1506)"
    ),
    "mail.back.body": (
        "เรียน {office}\n\nเรื่องนี้กลับมาที่สำนักงานของท่านเพื่อคัดกรองอีกครั้ง\n\n"
        "เลขที่เรื่อง: {number}\nวันที่รับ: {date}\nเรื่อง: {category}\nพื้นที่: {place}\n"
        "ความด่วน: {urgency}\nจำนวนคน: {people}\nเหตุผลที่จัดหมวด: {reason}\n\n"
        "ข้อความของผู้แจ้ง (ปิดบังข้อมูลส่วนบุคคลแล้ว):\n{text}\n\n"
        "จึงเรียนมาเพื่อโปรดพิจารณา\nระบบข้อต่อ (ตอบในไลน์ของระบบ หรือโทร 1506)"
    ),
    "mail.copied.body": (
        "เรียน {office}\n\nเรื่องนี้ส่งตรงถึงหน่วยงานที่รับผิดชอบแล้ว ส่งสำเนานี้ให้ทราบ\n\n"
        "เลขที่เรื่อง: {number}\nวันที่รับ: {date}\nเรื่อง: {category}\nพื้นที่: {place}\n"
        "ความด่วน: {urgency}\nจำนวนคน: {people}\nเหตุผลที่จัดหมวด: {reason}\n\n"
        "ข้อความของผู้แจ้ง (ปิดบังข้อมูลส่วนบุคคลแล้ว):\n{text}\n\n"
        "จึงเรียนมาเพื่อโปรดทราบ\nระบบข้อต่อ (ตอบในไลน์ของระบบ หรือโทร 1506)"
    ),
    "mail.withdrawn.body": (
        "เรียน {office}\n\nผู้แจ้งถอนเรื่องเลขที่ {number} แล้ว ไม่ต้องดำเนินการต่อ\n\n"
        "จึงเรียนมาเพื่อโปรดทราบ\nระบบข้อต่อ"
    ),
}
