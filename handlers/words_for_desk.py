"""What mentors, department officers and offices read."""

DESK_WORDS = {
    "desk.new": "เรื่องใหม่\n{number}",
    "desk.copied": "สำเนา (ส่งหน่วยงานแล้ว)\n{number}",
    "desk.changed": "ผู้แจ้งเพิ่มข้อมูล\n{number}",
    "desk.unsent": "ผู้แจ้งยกเลิกบางข้อความ\n{number}",
    "desk.reopened": "ผู้แจ้งบอกว่ายังไม่เรียบร้อย\n{number}",
    "desk.returned": "หน่วยงานส่งกลับ\n{number}",
    "desk.part_left": "ส่วนที่ส่งกลับยังไม่มีหน่วยงาน\n{number}",
    "desk.overdue": "รอคัดกรองนานแล้ว\n{number}",
    "operator.overdue": "เรื่อง {number} {place} ({urgency}) รอคัดกรองเกินกำหนด ยังไม่มีผู้ส่งต่อ",
    "operator.referral_overdue": (
        "เรื่อง {number} {place} ({urgency}) หน่วยงานยังไม่ตอบเกินกำหนด และจังหวัดนี้ไม่มีพี่เลี้ยงที่ติดต่อได้"
    ),
    "desk.referral_overdue": "หน่วยงานยังไม่ตอบ\n{number}",
    "desk.question_overdue": "ผู้แจ้งยังไม่ตอบคำถาม\n{number}",
    "desk.emergency": "เหตุฉุกเฉิน ยังไม่ได้กดส่งเรื่อง",
    "desk.emergency_how": (
        "ระบบให้เบอร์ฉุกเฉินกับผู้แจ้งแล้ว ถ้าข้อความบอกที่เกิดเหตุ ประสาน 191 หรือ 1300 ได้ทันที\n"
        "เมื่อผู้แจ้งกดส่งเรื่อง การ์ดพร้อมเลขที่จะมาที่แชตนี้"
    ),
    "desk.emergency_added": "เหตุฉุกเฉิน ผู้แจ้งเพิ่มข้อมูล\n{number}",
    "desk.emergency_added_how": (
        "ระบบให้เบอร์ฉุกเฉินกับผู้แจ้งแล้ว ถ้าข้อความบอกที่เกิดเหตุ ประสาน 191 หรือ 1300 ได้ทันที"
    ),
    "desk.alt": "{urgency} {number} {category} {place}",
    "desk.row.category": "เรื่อง",
    "desk.row.several": "เรื่องย่อย",
    "desk.row.place": "พื้นที่",
    "desk.row.urgency": "ความด่วน",
    "desk.row.flags": "ข้อควรระวัง",
    "desk.row.people": "จำนวนคน",
    "desk.row.reporter": "ผู้แจ้ง",
    "desk.row.affected": "เจ้าของเรื่อง",
    "desk.row.why": "จัดหมวดจาก",
    "desk.row.attached": "สิ่งที่แนบ",
    "desk.row.came": "รับเมื่อ",
    "desk.row.proposed": "เสนอส่งต่อ",
    "desk.row.state": "สถานะ",
    "desk.row.referral": "หน่วยงาน",
    "desk.row.result": "ผล",
    "desk.row.answer": "คำถาม",
    "desk.attached": "{count} รายการ ยังเปิดในแชตนี้ไม่ได้ ขอจากผู้ดูแลระบบ",
    "desk.state.free": "{state} ยังไม่มีผู้รับ",
    "desk.state.taken": "{state} มีผู้รับแล้ว",
    "desk.affected.self": "ผู้แจ้งเอง",
    "desk.affected.agreed": "ยินยอมแล้ว",
    "desk.affected.not_yet": "ยังไม่ได้ถามความยินยอม",
    "desk.sure": "{category} ({percent}%)",
    "desk.take": "รับเรื่อง",
    "desk.refer": "ส่งต่อตามที่เสนอ",
    "desk.change": "เปลี่ยนหน่วยงาน",
    "desk.choose": "เลือกหน่วยงาน",
    "desk.ask": "ขอข้อมูลเพิ่ม",
    "desk.close": "ปิดเรื่อง",
    "desk.taken": "รับเรื่อง {number} แล้ว\nขั้นต่อไป เลือกจากปุ่มด้านล่างค่ะ",
    "desk.taken_already": "เรื่อง {number} คุณ{name}รับไว้แล้วค่ะ",
    "desk.taken_by_other": "เรื่อง {number} มีพี่เลี้ยงท่านอื่นรับไว้แล้วค่ะ",
    "desk.referred": "เรื่อง {number}\nส่งต่อให้{office}แล้วค่ะ",
    "desk.call": "{office}ยังไม่มีผู้รับในระบบ ช่วยโทรแจ้งเรื่อง {number} ที่ {phone} ด้วยค่ะ",
    "desk.call_unknown": "{office}ยังไม่มีผู้รับในระบบ ช่วยโทรแจ้งเรื่อง {number} กับหน่วยงานโดยตรงด้วยค่ะ",
    "desk.call_off": (
        "{office}ยังไม่มีผู้รับในระบบ ช่วยโทรแจ้งที่ {phone} ว่าไม่ต้องดำเนินการเรื่อง {number} ต่อค่ะ"
    ),
    "desk.call_off_unknown": (
        "{office}ยังไม่มีผู้รับในระบบ ช่วยแจ้งหน่วยงานโดยตรงว่าไม่ต้องดำเนินการเรื่อง {number} ต่อค่ะ"
    ),
    "desk.nothing_proposed": "เรื่อง {number}\nยังไม่มีหน่วยงานที่เสนอ ส่งให้หน่วยงานไหนคะ",
    "desk.done_there": "เรื่อง {number}\n{office}ดำเนินการแล้ว ถ้าจะส่งอีกครั้ง เลือกหน่วยงานได้ค่ะ",
    "desk.which_agency": "ส่งเรื่อง {number} ให้หน่วยงานไหนคะ",
    "desk.which_area": "เรื่อง {number}: {agency} พื้นที่ไหนคะ",
    "desk.area": "พื้นที่ {area}",
    "desk.no_office": ("ยังไม่มี{agency}ของเรื่อง {number} ในทะเบียนสำนักงาน แจ้งผู้ดูแลระบบเพื่อเพิ่มก่อนค่ะ"),
    "desk.already_there": "เรื่อง {number} อยู่ที่{office}แล้วค่ะ",
    "desk.ask_what": "เรื่อง {number}\nพิมพ์คำถามถึงผู้แจ้ง ทีละข้อได้เลยค่ะ",
    "desk.asked": "เรื่อง {number}\nส่งคำถามให้ผู้แจ้งแล้ว คำตอบจะกลับมาที่แชตนี้ค่ะ",
    "desk.already_asked": "เรื่อง {number}\nมีคำถามรอผู้แจ้งตอบอยู่แล้ว: {question}",
    "desk.asked_meanwhile": (
        "เรื่อง {number}\nมีคำถามรอผู้แจ้งตอบอยู่แล้ว: {question}\nคำถามของคุณจึงยังไม่ได้ส่ง: {typed}"
    ),
    "desk.ask_instead": "เรื่อง {number}\nผู้แจ้งยังไม่ตอบ: {question}\nพิมพ์คำถามใหม่ที่จะถามแทนได้เลยค่ะ",
    "desk.answer_came": "คำตอบเรื่อง\n{number}",
    "desk.close_what": "ปิดเรื่อง {number}\nพิมพ์ผลที่จะแจ้งผู้แจ้งได้เลย เรื่องจะยุติเมื่อผู้แจ้งยืนยันค่ะ",
    "desk.closed": "เรื่อง {number}\nแจ้งผลแล้ว รอผู้แจ้งยืนยันค่ะ",
    "desk.unsent_too_late": (
        "ข้อความที่ยกเลิกส่งถึงผู้แจ้งแล้ว ระบบเรียกคืนไม่ได้ ถ้าเขียนผิดหรือมีข้อมูลส่วนตัวของใคร แจ้งผู้ดูแลระบบค่ะ"
    ),
    "desk.settled_itself": "สำนักงานแรงงานจังหวัดแจ้งผลเอง",
    "desk.cancel": "ยกเลิก",
    "desk.stopped": "ยกเลิกแล้วค่ะ",
    "desk.lapsed": (
        "ข้อความนี้ยังไม่ได้ส่ง เพราะกด “{button}” ของเรื่อง {number} ไว้นานแล้ว ถ้าจะส่ง กดปุ่มอีกครั้งแล้วพิมพ์ใหม่ค่ะ"
    ),
    "desk.ended": "เรื่อง {number} อยู่ในสถานะ “{state}” แล้ว ข้อความนี้จึงไม่ได้ส่งค่ะ",
    "desk.left": "ที่กด “{button}” ค้างไว้ ยกเลิกแล้ว ถ้าจะทำต่อ กดปุ่มนั้นอีกครั้งค่ะ",
    "desk.too_long": "ข้อความยาวเกินไป ขอไม่เกิน {limit} ตัวอักษร พิมพ์ใหม่ได้เลยค่ะ",
    "desk.text_needed": "ขั้นนี้ขอเป็นข้อความ พิมพ์ได้เลย หรือกด “ยกเลิก” ค่ะ",
    "desk.waiting_none": "ไม่มีเรื่องรออยู่ค่ะ",
    "desk.waiting_more": "มีเรื่องรอ {count} เรื่อง แสดง {shown} เรื่องที่ด่วนและรอนานที่สุดก่อนค่ะ",
    "desk.waiting_alt": "เรื่องรออยู่ {count} เรื่อง",
    "desk.waiting_button": "เรื่องรอ",
    "desk.digest": "เช้านี้มีเรื่องรอคัดกรอง {count} เรื่องค่ะ",
    "desk.untaken": "พี่เลี้ยงที่รับเรื่องไว้ไม่ได้ดูแลแล้ว มีเรื่องรอผู้รับ {count} เรื่องค่ะ",
    "desk.withdrawn": "เรื่อง {number}\nผู้แจ้งถอนเรื่องแล้ว ไม่ต้องดำเนินการต่อค่ะ",
    "desk.moved": ("เรื่อง {number}\nผู้แจ้งแก้พื้นที่เป็นจังหวัดอื่น พี่เลี้ยงจังหวัดนั้นดูแลต่อ ไม่ต้องดำเนินการต่อค่ะ"),
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
    "office.new": "เรื่องส่งต่อ\n{number}",
    "office.overdue": "เรื่องรอรับ\n{number}",
    "office.finish_overdue": "เรื่องยังไม่เสร็จ\n{number}",
    "office.changed": "ผู้แจ้งเพิ่มข้อมูล\n{number}",
    "office.unsent": "ผู้แจ้งยกเลิกบางข้อความ\n{number}",
    "office.question_overdue": "ผู้แจ้งยังไม่ตอบคำถาม\n{number}",
    "office.accept": "รับเรื่อง",
    "office.done": "ดำเนินการแล้ว",
    "office.return": "ไม่ใช่หน้าที่",
    "office.accepted": "รับเรื่อง {number} แล้วค่ะ",
    "office.already": "เรื่อง {number} อยู่ในสถานะ “{state}” แล้วค่ะ",
    "office.no_more": "เรื่อง {number}\nแจ้งผลหรือถอนไปแล้ว ไม่ต้องดำเนินการต่อค่ะ",
    "office.result_what": "เรื่อง {number}\nพิมพ์ผลที่จะแจ้งผู้แจ้งได้เลย ใช้คำง่าย ๆ ค่ะ",
    "office.reason_what": ("เรื่อง {number}\nควรเป็นของหน่วยงานใด เพราะอะไร พิมพ์เหตุผลสั้น ๆ ได้เลยค่ะ"),
    "office.finished": "เรื่อง {number}\nบันทึกผลและแจ้งผู้แจ้งแล้วค่ะ",
    "office.returned": "เรื่อง {number}\nส่งกลับสำนักงานแรงงานจังหวัดแล้วค่ะ",
    "office.settled": "เรื่อง {number}\nสำนักงานแรงงานจังหวัดแจ้งผลแล้ว ไม่ต้องดำเนินการต่อค่ะ",
    # e-mail
    "mail.new.subject": "[ข้อต่อ] เรื่องใหม่ {number} {category} ({urgency})",
    "mail.referral.subject": "[ข้อต่อ] ส่งต่อเรื่อง {number} {category} ({urgency})",
    "mail.overdue.subject": "[ข้อต่อ] เรื่องรอคัดกรองเกินกำหนด {number} {category} ({urgency})",
    "mail.back.subject": "[ข้อต่อ] เรื่องกลับมาคัดกรอง {number} {category} ({urgency})",
    "mail.copied.subject": "[ข้อต่อ] สำเนาเรื่อง {number} {category} ({urgency})",
    "mail.withdrawn.subject": "[ข้อต่อ] ผู้แจ้งถอนเรื่อง {number}",
    "mail.settled.subject": "[ข้อต่อ] สำนักงานแรงงานจังหวัดแจ้งผลเรื่อง {number} แล้ว",
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
    "mail.settled.body": (
        "เรียน {office}\n\nสำนักงานแรงงานจังหวัดแจ้งผลเรื่องเลขที่ {number} แล้ว ไม่ต้องดำเนินการต่อ\n\n"
        "จึงเรียนมาเพื่อโปรดทราบ\nระบบข้อต่อ"
    ),
}
