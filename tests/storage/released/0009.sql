-- begin
-- any
SELECT encryption_keys.id, encryption_keys.since 
FROM encryption_keys ORDER BY encryption_keys.since, encryption_keys.id
-- 1
INSERT INTO encryption_keys (id) VALUES ('5bf7371a'::VARCHAR) ON CONFLICT DO NOTHING
-- commit
-- begin
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('mol_ops-10'::VARCHAR, 'mol_ops'::VARCHAR, '10'::VARCHAR, 'ศูนย์ประสานงานอาสาสมัครแรงงานกรุงเทพมหานคร'::VARCHAR, ''::VARCHAR, 'mol_ops-10@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-1'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 1'::VARCHAR, '1'::VARCHAR, 'doe-10-1@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-2'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 2'::VARCHAR, '2'::VARCHAR, 'doe-10-2@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-3'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 3'::VARCHAR, '3'::VARCHAR, 'doe-10-3@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-4'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 4'::VARCHAR, '4'::VARCHAR, 'doe-10-4@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-5'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 5'::VARCHAR, '5'::VARCHAR, 'doe-10-5@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-6'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 6'::VARCHAR, '6'::VARCHAR, 'doe-10-6@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-7'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 7'::VARCHAR, '7'::VARCHAR, 'doe-10-7@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-8'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 8'::VARCHAR, '8'::VARCHAR, 'doe-10-8@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-9'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 9'::VARCHAR, '9'::VARCHAR, 'doe-10-9@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-10-10'::VARCHAR, 'doe'::VARCHAR, '10'::VARCHAR, 'สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ 10'::VARCHAR, '10'::VARCHAR, 'doe-10-10@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dsd-10'::VARCHAR, 'dsd'::VARCHAR, '10'::VARCHAR, 'สำนักงานพัฒนาฝีมือแรงงานกรุงเทพมหานคร'::VARCHAR, ''::VARCHAR, 'dsd-10@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-1'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 1'::VARCHAR, '1'::VARCHAR, 'dlpw-10-1@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-2'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 2'::VARCHAR, '2'::VARCHAR, 'dlpw-10-2@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-3'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 3'::VARCHAR, '3'::VARCHAR, 'dlpw-10-3@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-4'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 4'::VARCHAR, '4'::VARCHAR, 'dlpw-10-4@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-5'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 5'::VARCHAR, '5'::VARCHAR, 'dlpw-10-5@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-6'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 6'::VARCHAR, '6'::VARCHAR, 'dlpw-10-6@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-7'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 7'::VARCHAR, '7'::VARCHAR, 'dlpw-10-7@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-8'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 8'::VARCHAR, '8'::VARCHAR, 'dlpw-10-8@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-9'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 9'::VARCHAR, '9'::VARCHAR, 'dlpw-10-9@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-10-10'::VARCHAR, 'dlpw'::VARCHAR, '10'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ 10'::VARCHAR, '10'::VARCHAR, 'dlpw-10-10@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-1'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 1'::VARCHAR, '1'::VARCHAR, 'sso-10-1@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-2'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 2'::VARCHAR, '2'::VARCHAR, 'sso-10-2@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-3'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 3'::VARCHAR, '3'::VARCHAR, 'sso-10-3@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-4'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 4'::VARCHAR, '4'::VARCHAR, 'sso-10-4@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-5'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 5'::VARCHAR, '5'::VARCHAR, 'sso-10-5@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-6'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 6'::VARCHAR, '6'::VARCHAR, 'sso-10-6@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-7'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 7'::VARCHAR, '7'::VARCHAR, 'sso-10-7@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-8'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 8'::VARCHAR, '8'::VARCHAR, 'sso-10-8@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-9'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 9'::VARCHAR, '9'::VARCHAR, 'sso-10-9@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-10'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 10'::VARCHAR, '10'::VARCHAR, 'sso-10-10@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-11'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 11'::VARCHAR, '11'::VARCHAR, 'sso-10-11@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-10-12'::VARCHAR, 'sso'::VARCHAR, '10'::VARCHAR, 'สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ 12'::VARCHAR, '12'::VARCHAR, 'sso-10-12@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('mol_ops-14'::VARCHAR, 'mol_ops'::VARCHAR, '14'::VARCHAR, 'สำนักงานแรงงานจังหวัดพระนครศรีอยุธยา'::VARCHAR, ''::VARCHAR, 'mol_ops-14@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-14'::VARCHAR, 'doe'::VARCHAR, '14'::VARCHAR, 'สำนักงานจัดหางานจังหวัดพระนครศรีอยุธยา'::VARCHAR, ''::VARCHAR, 'doe-14@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dsd-14'::VARCHAR, 'dsd'::VARCHAR, '14'::VARCHAR, 'สำนักงานพัฒนาฝีมือแรงงานพระนครศรีอยุธยา'::VARCHAR, ''::VARCHAR, 'dsd-14@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-14'::VARCHAR, 'dlpw'::VARCHAR, '14'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดพระนครศรีอยุธยา'::VARCHAR, ''::VARCHAR, 'dlpw-14@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-14'::VARCHAR, 'sso'::VARCHAR, '14'::VARCHAR, 'สำนักงานประกันสังคมจังหวัดพระนครศรีอยุธยา'::VARCHAR, ''::VARCHAR, 'sso-14@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('mol_ops-50'::VARCHAR, 'mol_ops'::VARCHAR, '50'::VARCHAR, 'สำนักงานแรงงานจังหวัดเชียงใหม่'::VARCHAR, ''::VARCHAR, 'mol_ops-50@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-50'::VARCHAR, 'doe'::VARCHAR, '50'::VARCHAR, 'สำนักงานจัดหางานจังหวัดเชียงใหม่'::VARCHAR, ''::VARCHAR, 'doe-50@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dsd-50'::VARCHAR, 'dsd'::VARCHAR, '50'::VARCHAR, 'สำนักงานพัฒนาฝีมือแรงงานเชียงใหม่'::VARCHAR, ''::VARCHAR, 'dsd-50@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-50'::VARCHAR, 'dlpw'::VARCHAR, '50'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดเชียงใหม่'::VARCHAR, ''::VARCHAR, 'dlpw-50@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-50'::VARCHAR, 'sso'::VARCHAR, '50'::VARCHAR, 'สำนักงานประกันสังคมจังหวัดเชียงใหม่'::VARCHAR, ''::VARCHAR, 'sso-50@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('mol_ops-58'::VARCHAR, 'mol_ops'::VARCHAR, '58'::VARCHAR, 'สำนักงานแรงงานจังหวัดแม่ฮ่องสอน'::VARCHAR, ''::VARCHAR, 'mol_ops-58@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('doe-58'::VARCHAR, 'doe'::VARCHAR, '58'::VARCHAR, 'สำนักงานจัดหางานจังหวัดแม่ฮ่องสอน'::VARCHAR, ''::VARCHAR, 'doe-58@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dsd-58'::VARCHAR, 'dsd'::VARCHAR, '58'::VARCHAR, 'สำนักงานพัฒนาฝีมือแรงงานแม่ฮ่องสอน'::VARCHAR, ''::VARCHAR, 'dsd-58@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('dlpw-58'::VARCHAR, 'dlpw'::VARCHAR, '58'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน'::VARCHAR, ''::VARCHAR, 'dlpw-58@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- any
INSERT INTO offices (id, agency, province_code, name, area, email, phone, address, line) VALUES ('sso-58'::VARCHAR, 'sso'::VARCHAR, '58'::VARCHAR, 'สำนักงานประกันสังคมจังหวัดแม่ฮ่องสอน'::VARCHAR, ''::VARCHAR, 'sso-58@example.go.th'::VARCHAR, ''::VARCHAR, ''::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, province_code = excluded.province_code, name = excluded.name, area = excluded.area, email = excluded.email, phone = excluded.phone, address = excluded.address, line = excluded.line, valid_from = excluded.valid_from
-- commit
-- begin
-- 1
INSERT INTO people (id, line_user_id, name, roles, area, agency, term_start, term_end, consented_at, applied_at, blocked) VALUES ('7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'Ue468148607349af319a8107a7052f1be'::VARCHAR, 'sealed.1.5bf7371a.wiapZOz6lcBoPu+0kCtBPScbtWerQ1ochoZVxgL8M7cka42B0hvuwkDqI391npvc5Wg0Zl/AAtOyGkw='::VARCHAR, '{volunteer}'::TEXT[],  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": "580301", "subdistrict": "\\u0e40\\u0e27\\u0e35\\u0e22\\u0e07\\u0e43\\u0e15\\u0e49", "source": "text"}'::jsonb::JSONB, NULL::VARCHAR, NULL::DATE, NULL::DATE, '2023-10-17 03:00:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, NULL::TIMESTAMP WITH TIME ZONE, false) ON CONFLICT (id) DO UPDATE SET line_user_id = 'Ue468148607349af319a8107a7052f1be'::VARCHAR, name = 'sealed.1.5bf7371a.2wnmVwzVd7ivysmpvSWgkOwSPG/otg35H8Ft1ZdWtGGw/RCaRe/fC6UdKn7v1NBsMktdauy8n+zmnIA='::VARCHAR, roles = '{volunteer}'::TEXT[], area =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": "580301", "subdistrict": "\\u0e40\\u0e27\\u0e35\\u0e22\\u0e07\\u0e43\\u0e15\\u0e49", "source": "text"}'::jsonb::JSONB, agency = NULL::VARCHAR, term_start = NULL::DATE, term_end = NULL::DATE, consented_at = '2023-10-17 03:00:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, applied_at = NULL::TIMESTAMP WITH TIME ZONE, blocked = false
-- commit
-- begin
-- 1
INSERT INTO people (id, line_user_id, name, roles, area, agency, term_start, term_end, consented_at, applied_at, blocked) VALUES ('f67addabfc295f5a864ee70592d2da34'::uuid::UUID, 'Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, 'sealed.1.5bf7371a.sVMgF40Fuu9mdNxcPB54m6t6t9Qz1kMdUPWJdHC9PDzNMi/LaiWmivvUX5WJqAhUI3JEyaRDFDOY5RvJGwID8Xfv5PqdJtCiw8nv0moKqmcQvc2eglFx0Xou2y9SB0c8zfeCuWY='::VARCHAR, '{mentor}'::TEXT[],  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": null, "district": null, "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, 'mol_ops'::VARCHAR, NULL::DATE, NULL::DATE, '2023-10-17 03:00:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, NULL::TIMESTAMP WITH TIME ZONE, false) ON CONFLICT (id) DO UPDATE SET line_user_id = 'Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, name = 'sealed.1.5bf7371a.la/nTikdPDwRi/vynPuWB1uOLfwSUejccSfmffBGbLkUNbOv6u+PCGIHO+v6jCR89r7fVINX4oYN5bQDKCWtXBZNnREYHNVFGiGF4ZeMVj977WYl7FjQ3Q/uNf9mS7RY7NS1wMQ='::VARCHAR, roles = '{mentor}'::TEXT[], area =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": null, "district": null, "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, agency = 'mol_ops'::VARCHAR, term_start = NULL::DATE, term_end = NULL::DATE, consented_at = '2023-10-17 03:00:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, applied_at = NULL::TIMESTAMP WITH TIME ZONE, blocked = false
-- commit
-- begin
-- 1
INSERT INTO people (id, line_user_id, name, roles, area, agency, term_start, term_end, consented_at, applied_at, blocked) VALUES ('b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, 'U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'sealed.1.5bf7371a.dCQpvEnDsjBlCVM9gkai5nkY8Q9WUD/sez2m2XlKcCk8KRHvXgKrLC0lhS0b8Dft/NoIlPcHv8qImpO4QxF6H6epAbv76BK5UmTsQsh0bH1M31kjp7XJ2sT1cKjaXD0KYpl0sFc='::VARCHAR, '{officer}'::TEXT[],  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": null, "district": null, "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, 'dlpw'::VARCHAR, NULL::DATE, NULL::DATE, '2023-10-17 03:00:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, NULL::TIMESTAMP WITH TIME ZONE, false) ON CONFLICT (id) DO UPDATE SET line_user_id = 'U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, name = 'sealed.1.5bf7371a.HqXOa41hzSoCzUbYXZeTQTEX4YS8XO1ixHPKKo1RGbtNejUzrb8BAeibFgbUSSQJVYWEunzIB6Xc0N5aDTKsK+9A8tyrUqJiJcMSpHSoawxnlXQSiESGtDdAMxieQ2LJs7E665Q='::VARCHAR, roles = '{officer}'::TEXT[], area =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": null, "district": null, "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, agency = 'dlpw'::VARCHAR, term_start = NULL::DATE, term_end = NULL::DATE, consented_at = '2023-10-17 03:00:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, applied_at = NULL::TIMESTAMP WITH TIME ZONE, blocked = false
-- commit
-- begin
-- 1
INSERT INTO conversations (key) VALUES ('user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000001'::VARCHAR, 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, 'follow'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:00:00.001000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.7MzAeOYXW9q6jaHHv4pkkzKpFALkMxzyl+m3ARvFCHo9Mjg5IWaQZ4L/PIOwBrFtZj3GFoPPMHQ7wsyM3lHXOySsv/yRD1mK/PTNXSh4Apor3v3bGlhsv1bbl5iBQyPz9kT0XAy+bTXbN1egAueTT8oayXbn8YHP/mSav+38Pl697WpF+M2Pm2WcMksnK4u/LIzqfmG9nerFAXJeYbq7jGkzqqLsN/wmLMSf3Id05S9f+ydSKq1vWj82DHiWam5RvdQbcmym0NdRSGpmcDJubdabSJjrcP07b6V1kPnjTs35q2qGbNdOYQnszbpB85X1HxFSSsDHI7NyNIdXJd2DgzX13/aRSQSRNMynKqeeHv9I0kDfsBO0Pq+VE9uBsUk/gaB7LV3P7EBqNujYya+vYNY2rwKD'::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000001'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- any
SELECT pg_notify('khoto_inbox'::VARCHAR, ''::VARCHAR) AS pg_notify_1
-- commit
-- begin
-- any
SELECT conversations.key 
FROM conversations JOIN inbox ON inbox.conversation_key = conversations.key 
WHERE inbox.state = 'waiting'::VARCHAR AND inbox.ready_at <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (NOT (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.conversation_key = inbox.conversation_key AND inbox_1.state = 'waiting'::VARCHAR AND inbox_1.ready_at > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) OR inbox.received_at <= '2024-01-15 02:59:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) ORDER BY inbox.ready_at 
 LIMIT 1::INTEGER FOR NO KEY UPDATE OF conversations SKIP LOCKED
-- any
SELECT inbox.id, inbox.attempts 
FROM inbox 
WHERE inbox.conversation_key = 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR AND inbox.state = 'waiting'::VARCHAR ORDER BY inbox.timestamp, inbox.id 
 LIMIT 100::INTEGER
-- any
SELECT inbox.id, inbox.webhook_event_id, inbox.conversation_key, inbox.kind, inbox.message_id, inbox.timestamp, inbox.received_at, inbox.ready_at, inbox.raw, inbox.mode, inbox.is_redelivery, inbox.reply_token, inbox.state, inbox.attempts, inbox.reason, inbox.handled_at, inbox.blanked_at 
FROM inbox 
WHERE inbox.id IN (1::BIGINT) ORDER BY inbox.timestamp, inbox.id
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (1::BIGINT)
-- commit
-- begin
-- any
SELECT conversations.key 
FROM conversations 
WHERE conversations.key = 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR FOR NO KEY UPDATE
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (1::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SELECT inbox.id, inbox.webhook_event_id, inbox.conversation_key, inbox.kind, inbox.message_id, inbox.timestamp, inbox.received_at, inbox.ready_at, inbox.raw, inbox.mode, inbox.is_redelivery, inbox.reply_token, inbox.state, inbox.attempts, inbox.reason, inbox.handled_at, inbox.blanked_at 
FROM inbox 
WHERE inbox.id IN (1::BIGINT) AND inbox.state = 'waiting'::VARCHAR ORDER BY inbox.timestamp, inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (1::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- any
SELECT people.id, people.line_user_id, people.name, people.roles, people.area, people.province_code, people.agency, people.term_start, people.term_end, people.consented_at, people.applied_at, people.blocked, people.created_at, people.erase_asked_at, people.erased_at 
FROM people 
WHERE people.line_user_id = 'Uc0fe75154d6cf86744925a891c73646e'::VARCHAR
-- 1
INSERT INTO people (id, line_user_id) VALUES ('a74c405daaa44e8fb4387ff00341b3b6'::uuid::UUID, 'Uc0fe75154d6cf86744925a891c73646e'::VARCHAR) ON CONFLICT (line_user_id) DO NOTHING
-- any
SELECT people.id, people.line_user_id, people.name, people.roles, people.area, people.province_code, people.agency, people.term_start, people.term_end, people.consented_at, people.applied_at, people.blocked, people.created_at, people.erase_asked_at, people.erased_at 
FROM people 
WHERE people.line_user_id = 'Uc0fe75154d6cf86744925a891c73646e'::VARCHAR
-- any
SELECT conversations.key, conversations.person_id, conversations.step, conversations.draft, conversations.reply_token, conversations.reply_expires_at, conversations.changed_at 
FROM conversations 
WHERE conversations.key = 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR
-- 1
UPDATE conversations SET person_id='a74c405daaa44e8fb4387ff00341b3b6'::uuid::UUID, reply_token='R0000000000000000000000000000001'::VARCHAR, reply_expires_at='2024-01-15 03:00:50+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR
-- any
SELECT cases.id, cases.number, cases.reporter_id, cases.state, cases.kind, cases.category, cases.subtype, cases.confidence, cases.urgency, cases.place, cases.province_code, cases.created_at, cases.changed_at, cases.secondary, cases.flags, cases.people_count, cases.amounts, cases.evidence, cases.reason, cases.decided_by, cases.model_version, cases.read_category, cases.read_subtype, cases.read_confidence, cases.affected_consent, cases.mentor_id, cases.question_text, cases.question_by, cases.question_at, cases.rating, cases.closing, cases.result, cases.blanked_at 
FROM cases 
WHERE cases.reporter_id = 'a74c405daaa44e8fb4387ff00341b3b6'::uuid::UUID ORDER BY cases.created_at DESC 
 LIMIT 10::INTEGER
-- 1
INSERT INTO people (id, line_user_id, name, roles, area, agency, term_start, term_end, consented_at, applied_at, blocked) VALUES ('a74c405daaa44e8fb4387ff00341b3b6'::uuid::UUID, 'Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, ''::VARCHAR, '{}'::TEXT[], NULL::JSONB, NULL::VARCHAR, NULL::DATE, NULL::DATE, NULL::TIMESTAMP WITH TIME ZONE, NULL::TIMESTAMP WITH TIME ZONE, false) ON CONFLICT (id) DO UPDATE SET line_user_id = 'Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, name = ''::VARCHAR, roles = '{}'::TEXT[], area = NULL::JSONB, agency = NULL::VARCHAR, term_start = NULL::DATE, term_end = NULL::DATE, consented_at = NULL::TIMESTAMP WITH TIME ZONE, applied_at = NULL::TIMESTAMP WITH TIME ZONE, blocked = false
-- any
SELECT pg_advisory_xact_lock(56423::INTEGER, hashtext('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR)) AS pg_advisory_xact_lock_1
-- any
SELECT outbox.recipient, max(outbox.next_at) AS max_1 
FROM outbox 
WHERE outbox.recipient IN ('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE GROUP BY outbox.recipient
-- 2
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) SELECT p0::VARCHAR, p1::VARCHAR, p2::JSONB, p3::VARCHAR, p4::BOOLEAN, p5::BOOLEAN, p6::TIMESTAMP WITH TIME ZONE, p7::VARCHAR, p8::VARCHAR, p9::TIMESTAMP WITH TIME ZONE, p10::UUID, p11::TIMESTAMP WITH TIME ZONE, p12::VARCHAR, p13::BIGINT, p14::BOOLEAN, p15::UUID[], p16::TIMESTAMP WITH TIME ZONE FROM (VALUES ('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.1IHpHoJJMDmMbQ6+JXiF5qSV51cLWpPBAaFnh52/eAuPB5hWrcbaKplCM4UXpm7f+gGCJk7a/nfwa8OE8FFHDGPRCXbjG5gRw4e4/LAnXBDquFkt3T6CNQAEwXtpq1L4RCMacYonNlYBDLylZGYyVN0h7mqLSvOmHr8k+pQJgEHjy7OGaCx5CYoz2jlS++MBE8NlSNtr5NdiebBGkx94yaYIwHdDChdUYm5qMhZSEdOXoPUTZYecv+ChdpBpLMZJkvbuvAUGA2G/FHS2CruV1W7jxFH97FC4ZsRsI0lbjW5uW4H1ybRBO4t4CeRqnkW9rIhnzbEC1SLAiwKR0SrriAjWVJ1HeKuwREHMa9MSITqBK451u4UauABV8w+D/b8Ijv7xgKOgNtQR557jaiuQBIix0GHNpGOQRQtvph0NkUK1le5uhbaA21BpOPJ8vtN2Da/xJlqscaRfWMey7L2S8bzWWgEg7+QZ6qjCSMGDSO/Mf18dSC6CkfTk/sqg8bzxeWDzFBXnpmGaZ9aTocONmGfdwtKwDK7kAAwKUy+Te2WtQSlOifJhqyxVcHl3b4aESuVyZ9IleJVHmScMIVCrHCJuotbzIlA6Iryj9luvWyN4Ci47n/tJk6/MZ19yNSjHurzjKW7zrHOX4/JGtadbptxHTmwspUAGkBz/T8KoZO7/nHhqVMLJDtc60pKXxppjQArdg6NlOad69tE="'::jsonb::JSONB, 'welcome'::VARCHAR, false, false, '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000001'::VARCHAR, '2024-01-15 03:00:50+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '22bd6c08339545239c182e93d08297ad'::uuid::UUID, '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 1::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 0), ('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.jf57bJ5av2JnCmU7XQwVsvoT7xKrYtuYVqIC96f97209Svo3DC+OlF+0Ou3LiHzmFVMlht/XPn+w4oDOiTtr5cQV/QePdS0q8LR3ohOZbhBFt78QXWsg0hch+kKjzWzXKuA9I3TNrK6NA9SLyPVxRIzUOMMQs+sPh197PnUU0SH1z8mvH5zyjNfp3VAcQeCuhGXypGqFfeSttJjU+aHcEKqSiBTiocVoC6zP28O4dBDx5i8nlovtRax6OIRwU6R6H5UzMg0s2NBJVxbm5mHcdzpR06IJP6J9kCKXa0WhGqDvPCoIsmpjLnQjhnK5q+9qncUhjqD36U36Waqw23cE3MeuTM31xeAQCs9fdYWhIyAuz2rlA50+/ssUQF9lky6JMIdnPSOxtxWb2ZEq3+40rD2ohwiGvD5ChbfHCdfr5u8rGazcXPx82mFhX5jNDhh1qMoMCgVRzx8n42kJg8f6epwKIrlDgSSt6ImuHPCZwNlOZ8YQfrohYCR469/XYhTAM4Ux0AiOruvji4U+pLRXX6LF57SAPDq4HutjRM8hWm3NvOYGfW9SMzahpnC3WZzrUjkFfwH779eiK9e/ms48yDtRLVj4bG3LSLBPHh/tYsc+H+xILe4lfhzXdZDbgKskYmWkdAT19Pi9W3xxXLL9Ptn3eyCQRaEjNnw2PR4lw+BnEexgu75RA2WTNqEVgf2CN8sKUnITwfhVqIyG0jNuFsTQHTLP/y2nNV7l5TmWKHUcYRGaOegW3nTlKSLFYgbiCg06xVgW0/ndezb0ek0aJsjGYja8IXsGfqaF3mSUrZ40en+EaMw+OJcNfD2uxmyqV1w76o/4A7cCjRH6d37t4YBvIzx2R4sNRDds7Z65Bd5A5x1ruHu90x0hY+mMTI1033arGhqz4quyScTLGRV5DzYn7p7SUFi/IJzY05VvCg3TGzXguF8ZZVbtT1Y6SFdRP7WfizX4N4ZeMSn1OHMlO4GxX3LoNsyC6Fkedow/dvucKjtSNmNXpDbUYxHvhuzMKCtv8vqto9Aupa1MZGoq+AKvqjHAbDrgvdqZxq8f/X6ytPqiUTdF1cUarpVFy+DQGrJZoy58OL5JMpk9cRHvJja3KfqmaL8S5DIgcaNTuOI67cyhqfEe5pkhgdox5kHN8zmTbysljz+Y7s/F4ykF7paUbkvg9gAoFqIQ17zJrbm7x6V2ItsGC3mAHqpFrauRqjUpAuc0lihJNqxXo/EheTUC13Psegc6oBIFdygxFFljmpg9ecbtwMSPa2WU0AQAsn93gyxzVbsBtOkH1Cc8HhIMwCUXhBD51a8PF4PIaSxZHmBw6OlK6HaBueR2HxD20IiU23330xjVPc/h7qJ5xkJTI/BOEchYdd7fW8dd8J/m+IL13FkRqB/G4kuEYVlxzAMw8EAs8nvnOdzWMBNgaSlBMVJ/1RZTolloaIabVvtHKo8oV0KN/RWh52Hl8z7CjLIRVrSqmQbqSWoC3THfERVgLn3QgI21TnGPwmEaXDSND+CZjAzK41ptcsvr1tshXF3tg7f/Wzl5frkh4uARiuw7YdxkcIrnGkfUCjsB4bEViBNvzKVSIC6G5jKzzPEmRz+iDYKmtlihmiq9mQ9wRcdSrpSki34tPkrEZs3+R7XZ4tI5GJd3wmr36TGNdyRYTcBp8gblw+x2/jZC4MdQ6SarBdoACVBoExYKuqu6MO9JUv0GCbiRpGpu8E96yFV3lcT8J7/LeUsoS+M9TmCFbKxBTln3WFg53RYwikX/hSUmnynZyap3QdYYpTvwRXmwxxFjIpFMj3l58pDNRLWQ0ko8eUV2aORqRPf4amSboKjyyJam6FNvaVbH1v8Ae6rnOB+u1yCG8EYrY/iyq9odDIJhV1fptq3K4sBjWHEI1M8zDJXElfE+ErXdMiM+a6PfPHXMLfGfFu8cNWNuSfnNcnytf0GAOhPc4vCoJD2gG7aCYAF9dQktbEAWuGSWoLg+mK8fc1xklO9vZ7qI/PQ3Ec0hvTrOA9jQFiR8fQJcw114I+yU6OALWEkEiTILP8NjXJqy9o2L9+uCfM0XQoMf1Yyfh+Y+BWOfy8y7/kRspD8QM9/9IqHY9txSPpC5QOQ9k7xCdNEyPXSIb8yAT5CNTOc0cdJhm/8PSRNkUpGH341pocssxmRe6QFK3VR4rPU+GgB+lLesPdcVo14OSFT0pOxNyyGqRsw8tJuZ0Y1m3vVIhe3sDU16w5rt44s6xUZYpE4pioF/wKzKtlXQJY5s9vxoPqYfjCVdYON+uuNFuBrm0wxBoHrPiEg0LTgTdMf6V3LSs36JPlxN35RcN0SanWGpvqzECRn0x1+CfEv5UdriQP4QYfUwkHRtHuc2mQP8aoN3Fb2pZYFI03yzE7Ipl57P6pQ2ofmeNEYOLneeu0VKG76i5zAd/VJktWoIFA+C70qUT7oajsnNdPfK61BbaUme7Sh549GJeOwT2JpjjH7tDXvPB/d9nqFoSmORqUCL0Hp4cnNUUoNBk9P5C1rH6sOsZArNwv9WBZvQIOGL3/TtcBablD8zEz+ePVJtzZV4F/JysaQyQ9ylt84InSOPddWpcSh2Rcmle0E2IOEippPpJxM/qjbW/oJbuearONN6t7MU+8A5FzdZWB5CpgJwMtrhoj/Qre5ZRJIHCYpWICrIbHNfe98AF/ha+nMyj4bemC1eiLBt62do7mb98+IioA7Tt7sCIkYFIalUQeUywn7ohrc0UTSieDskNyNU2uZhaNFSojoEescDgHXYTSuqhziOhuAGhFl10v/S+RFh6+BKJrlCuCpNw0kqmzjtODM1rXHCyNrEXp19YwatcVdDDH5OuvPXXL7G0Gs2nDYjIepluNqsiPbqj03VRxRG5votopKCyp6fRLYNjofhSjHs1aK9c2qOPfKtsTIjL9D4taKdsaOUbikE2r2biTpDqzIwYDO/IakmV1vhfnO6VbfqLWIE3ChVBv+EDFz1Au3ogPlSfNS8eA6k0Yu3a1Y+DXbNV9DH9Q9I+GRvUU5dZtOWyR02"'::jsonb::JSONB, 'privacy'::VARCHAR, false, false, '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000001'::VARCHAR, '2024-01-15 03:00:50+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '1d9b33c108f94535b3e8d3bc40021eb7'::uuid::UUID, '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 1::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 1)) AS imp_sen(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, sen_counter) ORDER BY sen_counter RETURNING outbox.id, outbox.id AS id__1
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
SELECT pg_notify('khoto_outbox'::VARCHAR, ''::VARCHAR) AS pg_notify_1
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- any
SELECT conversations.key 
FROM conversations JOIN inbox ON inbox.conversation_key = conversations.key 
WHERE inbox.state = 'waiting'::VARCHAR AND inbox.ready_at <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (NOT (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.conversation_key = inbox.conversation_key AND inbox_1.state = 'waiting'::VARCHAR AND inbox_1.ready_at > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) OR inbox.received_at <= '2024-01-15 02:59:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) ORDER BY inbox.ready_at 
 LIMIT 1::INTEGER FOR NO KEY UPDATE OF conversations SKIP LOCKED
-- commit
-- begin
-- any
SELECT outbox.recipient 
FROM outbox 
WHERE outbox.state = 'waiting'::VARCHAR AND outbox.urgent IS true AND outbox.next_at <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.lease_until IS NOT NULL AND outbox_1.lease_until > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND outbox.channel = 'line'::VARCHAR ORDER BY outbox.next_at, outbox.id 
 LIMIT 32::INTEGER
-- any
SELECT outbox.recipient 
FROM outbox 
WHERE outbox.state = 'waiting'::VARCHAR AND outbox.urgent IS false AND outbox.next_at <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.lease_until IS NOT NULL AND outbox_1.lease_until > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.id < outbox.id AND outbox_1.due <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND outbox.channel = 'line'::VARCHAR ORDER BY outbox.next_at, outbox.id 
 LIMIT 32::INTEGER
-- any
SELECT pg_try_advisory_xact_lock(56424::INTEGER, hashtext('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR)) AS pg_try_advisory_xact_lock_1
-- any
SELECT outbox.lease_until 
FROM outbox 
WHERE outbox.recipient = 'line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR AND outbox.state = 'waiting'::VARCHAR AND outbox.lease_until IS NOT NULL
-- any
SELECT outbox.id, outbox.recipient, outbox.channel, outbox.payload, outbox.about, outbox.urgent, outbox.must_arrive, outbox.due, outbox.state, outbox.reply_token, outbox.reply_expires_at, outbox.unanswered_token, outbox.retry_key, outbox.batch, outbox.attempts, outbox.next_at, outbox.lease_owner, outbox.lease_until, outbox.first_attempt_at, outbox.via, outbox.request_id, outbox.reason, outbox.case_id, outbox.event_id, outbox.quotes_case, outbox.quotes_chat, outbox.quotes_cases, outbox.office_id, outbox.created_at, outbox.done_at 
FROM outbox 
WHERE outbox.recipient = 'line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE ORDER BY outbox.id 
 LIMIT 5::INTEGER FOR NO KEY UPDATE
-- 2
UPDATE outbox SET reply_token='R0000000000000000000000000000001'::VARCHAR, reply_expires_at='2024-01-15 03:00:50+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='22bd6c08339545239c182e93d08297ad'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/db166f10-7b98-4f0e-bdc2-3ed52becf6d8'::VARCHAR, lease_until='2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (1::BIGINT, 2::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR AND (outbox.id NOT IN (1::BIGINT, 2::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000001'::VARCHAR
-- commit
-- begin
-- 2
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (1::BIGINT, 2::BIGINT) AND outbox.lease_owner = 'recorder/db166f10-7b98-4f0e-bdc2-3ed52becf6d8'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- any
SELECT outbox.recipient 
FROM outbox 
WHERE outbox.state = 'waiting'::VARCHAR AND outbox.urgent IS true AND outbox.next_at <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.lease_until IS NOT NULL AND outbox_1.lease_until > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND outbox.channel = 'line'::VARCHAR ORDER BY outbox.next_at, outbox.id 
 LIMIT 32::INTEGER
-- any
SELECT outbox.recipient 
FROM outbox 
WHERE outbox.state = 'waiting'::VARCHAR AND outbox.urgent IS false AND outbox.next_at <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.lease_until IS NOT NULL AND outbox_1.lease_until > '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.id < outbox.id AND outbox_1.due <= '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND outbox.channel = 'line'::VARCHAR ORDER BY outbox.next_at, outbox.id 
 LIMIT 32::INTEGER
-- commit
-- begin
-- commit
-- begin
-- any
SELECT inbox.id, inbox.webhook_event_id, inbox.conversation_key, inbox.kind, inbox.message_id, inbox.timestamp, inbox.received_at, inbox.ready_at, inbox.raw, inbox.mode, inbox.is_redelivery, inbox.reply_token, inbox.state, inbox.attempts, inbox.reason, inbox.handled_at, inbox.blanked_at 
FROM inbox 
WHERE inbox.state = 'failed'::VARCHAR ORDER BY inbox.id 
 LIMIT 100::INTEGER
-- any
SELECT timers.key, timers.kind, timers.due, timers.case_id, timers.data, timers.state, timers.attempts, timers.reason, timers.done_at 
FROM timers 
WHERE timers.state = 'failed'::VARCHAR ORDER BY timers.due 
 LIMIT 100::INTEGER
-- 4
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000002'::VARCHAR, 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, 'postback'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:00:06.002000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.tQFTRQX0XtAKjD289wpfxLd0DXMaC1oy9WitNq5EXTVgPtHrPwcQJ8jFKOzMMnhW5aTgqFIcNnCLitbFivWJHib60EhcaP1PIlSzsWXSA8jXZIYpXF0OPRmN0t9Px3q6yEUotVxE49Bxt//1U7BQfkQ4EP6NNzrht2XDuUcHzgDOY7v/ReU8xk74j/bL+7ejbvVVIQiBnmf7m/PYvJ6rWWYBzPpXO24HPgYzu3cm5a48lUbSZFhXZeB0wUURaCnW5MPjGFyQfe2ihzvI75Jy2AiUJq+bx7m3AGwam8u3Uxr0DsImKdlDgs/hqtPtb0KpvQm61IODOdHefUIQlU3Xjm6S+av7jzoM6goKEc+Wsbun1GRXYKnnusUcZH1u0978dYdy5XJWnIUZw1fRf3IduVC+tlze4B6LYLLDQ59wEqv9v3y0j/Bun5XqPgPekNE38qMapcCOr98YYSYEncul'::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000002'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- any
SELECT inbox.id, inbox.attempts 
FROM inbox 
WHERE inbox.conversation_key = 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR AND inbox.state = 'waiting'::VARCHAR ORDER BY inbox.timestamp, inbox.id 
 LIMIT 100::INTEGER
-- any
SELECT inbox.id, inbox.webhook_event_id, inbox.conversation_key, inbox.kind, inbox.message_id, inbox.timestamp, inbox.received_at, inbox.ready_at, inbox.raw, inbox.mode, inbox.is_redelivery, inbox.reply_token, inbox.state, inbox.attempts, inbox.reason, inbox.handled_at, inbox.blanked_at 
FROM inbox 
WHERE inbox.id IN (2::BIGINT) ORDER BY inbox.timestamp, inbox.id
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (2::BIGINT)
-- commit
-- begin
-- any
SELECT conversations.key 
FROM conversations 
WHERE conversations.key = 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR FOR NO KEY UPDATE
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (2::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SELECT inbox.id, inbox.webhook_event_id, inbox.conversation_key, inbox.kind, inbox.message_id, inbox.timestamp, inbox.received_at, inbox.ready_at, inbox.raw, inbox.mode, inbox.is_redelivery, inbox.reply_token, inbox.state, inbox.attempts, inbox.reason, inbox.handled_at, inbox.blanked_at 
FROM inbox 
WHERE inbox.id IN (2::BIGINT) AND inbox.state = 'waiting'::VARCHAR ORDER BY inbox.timestamp, inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (2::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- any
SELECT conversations.key, conversations.person_id, conversations.step, conversations.draft, conversations.reply_token, conversations.reply_expires_at, conversations.changed_at 
FROM conversations 
WHERE conversations.key = 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR
-- 1
UPDATE conversations SET person_id='a74c405daaa44e8fb4387ff00341b3b6'::uuid::UUID, reply_token='R0000000000000000000000000000002'::VARCHAR, reply_expires_at='2024-01-15 03:00:56+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR
-- any
SELECT cases.id, cases.number, cases.reporter_id, cases.state, cases.kind, cases.category, cases.subtype, cases.confidence, cases.urgency, cases.place, cases.province_code, cases.created_at, cases.changed_at, cases.secondary, cases.flags, cases.people_count, cases.amounts, cases.evidence, cases.reason, cases.decided_by, cases.model_version, cases.read_category, cases.read_subtype, cases.read_confidence, cases.affected_consent, cases.mentor_id, cases.question_text, cases.question_by, cases.question_at, cases.rating, cases.closing, cases.result, cases.blanked_at 
FROM cases 
WHERE cases.reporter_id = 'a74c405daaa44e8fb4387ff00341b3b6'::uuid::UUID ORDER BY cases.created_at DESC 
 LIMIT 10::INTEGER
-- 1
INSERT INTO people (id, line_user_id, name, roles, area, agency, term_start, term_end, consented_at, applied_at, blocked) VALUES ('a74c405daaa44e8fb4387ff00341b3b6'::uuid::UUID, 'Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, ''::VARCHAR, '{citizen}'::TEXT[], NULL::JSONB, NULL::VARCHAR, NULL::DATE, NULL::DATE, '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, NULL::TIMESTAMP WITH TIME ZONE, false) ON CONFLICT (id) DO UPDATE SET line_user_id = 'Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, name = ''::VARCHAR, roles = '{citizen}'::TEXT[], area = NULL::JSONB, agency = NULL::VARCHAR, term_start = NULL::DATE, term_end = NULL::DATE, consented_at = '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, applied_at = NULL::TIMESTAMP WITH TIME ZONE, blocked = false
-- any
SELECT pg_advisory_xact_lock(56423::INTEGER, hashtext('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR)) AS pg_advisory_xact_lock_1
-- any
SELECT outbox.recipient, max(outbox.next_at) AS max_1 
FROM outbox 
WHERE outbox.recipient IN ('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE GROUP BY outbox.recipient
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.PqQg9o68QtmdAxTwFn1n15f4Yvk4fggo5XOV0a2DrK4ETs1Dja1hBjtsID+ECfsRadW6ncsMcG8+mHaRE+vHmWm1Si2vrvpaACAfJLTuG8N3F9gNQAESUxzk2y88Y687i8fkr3XMBQFvDLmqIwqmEL8RxMeReyLMa7Wz7AOQr1ltojKasfNMKMNW3MvDsKKAeCeSUFQPcwdy9lgxktBcsMPIaAavFVM2n6gjPrFE5PHYvEOIz2wHMQRSypQUI0Zc41jX/r89p7xo3b5KCzhjv5lrlf3t3yzQbPCn/crKuYRVC1Z3JiFjm+sXSMyPBdYm/J+BXCRD1B8lzNn1j/mysvwsF7qOk/uBQJn8/ZNnc0uDIL07rdzMXZ6VE1yMqX1cOziHPakNIRsH2P3HN/PbnNnSx4jjtAuh5RPeyjMsAmFzEDRw2YRD6VRqNFd8KCxNi3VKZDc51UV5VVUz0Vhx7Icl0TksGxOm3/y8f6bKcBW3M4PupIJoA7Ntk+HGHcn+3elNMUVtZNYpe4Xl053iVghyrsSXVd/fXy4ztlj5k5F/gmy9uX9JZaU+Z1teytLpa28VVot86FsHWNId5TvUR/1Z0Z8ECd5KTwOseIRFqV3K0Yka3dg+7qpgVAzpSKUL5xzOkrPRIl2emlXrXzPlf6mz134SJkXiHr74cnLOGQeCbgDh8zs+emE33Trft/tzaLNqozR8uwyKwJZfaqXGVMiq64jDynRu8nJ5TsZ7/k63lC8MoGtOdxsUyEEFbntxaQTJU5/7sUFjlLi2bPrZwnH2dyXePXgIQ275KLL4AWRRf/qrDUbnVJYumOFGZeeJrXnmM7PkwXfiUUNLlaftudTQcC/Z+znAerRFgKpcRaXSYuBSK1RxJtxai6OzHqegkqdCvtpzNZ+0YuWkq/SmC4bkZ4EOVcMXLdN2/JEzHDwRsH0aemLeYv0PBd3+z094mVA57UHcP0lYGUjAj3sWIT6lkx26lze1DJHo7llrgrJL3DjdFgXUO1/s4WPwlwUEjRIrk2Fx9gneripIP8aslItkJErGFHIcNLzc3lMa3Hz6MGDln+x4DnRvXw/kbKLo7dfx1Ik9g6dVR8LbUIi/+gCbrwrZ3qrCOD3j6s8TjpK25TpCN3BBJZUnpM2bzNlQQ5mTRi7x3t3ONc0+hAgN8TQPrCWwdO2ryn1jI7rCeCg9UWDvQl+IQ5vLAV3bk/EFDfRJM3KYjG2HbGjZoFWON/L+GLbC3u5hcILJmTnrANrdaQb+AAKwu0sg+oVZQbGYLdW1pimWIcrEtvIw"'::jsonb::JSONB, 'privacy.thanks'::VARCHAR, false, false, '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000002'::VARCHAR, '2024-01-15 03:00:56+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '596a8eb9fb7944ddb521cb187d181c67'::uuid::UUID, '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 2::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- any
SELECT pg_try_advisory_xact_lock(56424::INTEGER, hashtext('line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR)) AS pg_try_advisory_xact_lock_1
-- any
SELECT outbox.lease_until 
FROM outbox 
WHERE outbox.recipient = 'line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR AND outbox.state = 'waiting'::VARCHAR AND outbox.lease_until IS NOT NULL
-- any
SELECT outbox.id, outbox.recipient, outbox.channel, outbox.payload, outbox.about, outbox.urgent, outbox.must_arrive, outbox.due, outbox.state, outbox.reply_token, outbox.reply_expires_at, outbox.unanswered_token, outbox.retry_key, outbox.batch, outbox.attempts, outbox.next_at, outbox.lease_owner, outbox.lease_until, outbox.first_attempt_at, outbox.via, outbox.request_id, outbox.reason, outbox.case_id, outbox.event_id, outbox.quotes_case, outbox.quotes_chat, outbox.quotes_cases, outbox.office_id, outbox.created_at, outbox.done_at 
FROM outbox 
WHERE outbox.recipient = 'line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE ORDER BY outbox.id 
 LIMIT 5::INTEGER FOR NO KEY UPDATE
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000002'::VARCHAR, reply_expires_at='2024-01-15 03:00:56+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='596a8eb9fb7944ddb521cb187d181c67'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/220a1a90-68d3-44ba-83e4-267b287d91c9'::VARCHAR, lease_until='2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (3::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Uc0fe75154d6cf86744925a891c73646e'::VARCHAR AND (outbox.id NOT IN (3::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000002'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (3::BIGINT) AND outbox.lease_owner = 'recorder/220a1a90-68d3-44ba-83e4-267b287d91c9'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- any
SELECT inbox.id, inbox.webhook_event_id, inbox.conversation_key, inbox.kind, inbox.message_id, inbox.timestamp, inbox.received_at, inbox.ready_at, inbox.raw, inbox.mode, inbox.is_redelivery, inbox.reply_token, inbox.state, inbox.attempts, inbox.reason, inbox.handled_at, inbox.blanked_at 
FROM inbox 
WHERE inbox.state = 'failed'::VARCHAR ORDER BY inbox.id 
 LIMIT 100::INTEGER
-- any
SELECT timers.key, timers.kind, timers.due, timers.case_id, timers.data, timers.state, timers.attempts, timers.reason, timers.done_at 
FROM timers 
WHERE timers.state = 'failed'::VARCHAR ORDER BY timers.due 
 LIMIT 100::INTEGER
-- 4
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 1
INSERT INTO conversations (key) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000003'::VARCHAR, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'text'::VARCHAR, '400000000000000003'::VARCHAR, '2024-01-15 03:00:12.003000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:15+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.LAAjJkz32KwbgiT1YkB+sUzhR5jvWM1w4hRPvth1ZSqUIOxAiUa0YpbgFHOKQDeHh07+LkPMSawo311aZXfvTUOQXw80Bsuz+yTIOGQmL1LYs6LDuunxONHxaR5je8+Ciajn0/XjvWGT+rFSWAEqcyRXDo/MPblZ0aodVM9OitqfhoBv1Aghg7wMeRCZPmDhAXjojirs9ZS6w9ZAy3zZQhT02fGH4e0EGhqdxPn+2aCnu2DVzZKxJR2KpX+yLmczQsw4gjpSKsmbH9f5Z//Row/mwZEho8xo1a0QhWOkevXcPDJEVWESwshsO2kmz0UUr0Wnr231xElFRB/DuA5dk8zDoOO1vPSzAnDWMh9d8NwrIf3+AFoIb1NcGQbdqS0EA6ZZa0LTffC03+8hZ1yUNLCd/EHs7rfccSFILEp4SaHFObFNmlQw9J1ddFzwWFcGHTCVjkTI0Yt6V83BgPxuabZS7ouQAHVhq4uDWq2K8Bi8gNBKYRQ/J3OAGMLQGowYqnLINxBgMLDpVy8nxeF3Hgb68XCWqOGCuonkdwbFm87H1ZF42jKKp9I9Npe+fAlWh3y5yfqCg4kbpA6BLT1XTNJmWwC1mcDUttMOO3cpccjjQB1sya+LC7xEWXXbeMJtuzvKMYlIyZiY9WphL+hGH3GOCX3LupsXybDauMYG2HH4UUyxVej5RlFKlxN4X3iVvMcHjlxVBOGCwTDohKQ6XfSIhvlJ5reR1UKUdNXkjv9YenOovQ5izwk6JqL1ntmLyi9oL4SzyT52kuBKzGkkT+VyhOz18v1ygfWrNvY7d+epW5js4M7Um2J8+SG0Fy60m/cUZ592Jb7zN9HQgp7iGaqXVq3TREGZ8Gf3g/BEA1umY6xh0bCGm9An+SmFXM/4FfelyzW8OUmN7xKynnosSpy22r4='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000003'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (3::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (3::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (3::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, reply_token='R0000000000000000000000000000003'::VARCHAR, reply_expires_at='2024-01-15 03:01:02+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR
-- any
SELECT cases.id, cases.number, cases.reporter_id, cases.state, cases.kind, cases.category, cases.subtype, cases.confidence, cases.urgency, cases.place, cases.province_code, cases.created_at, cases.changed_at, cases.secondary, cases.flags, cases.people_count, cases.amounts, cases.evidence, cases.reason, cases.decided_by, cases.model_version, cases.read_category, cases.read_subtype, cases.read_confidence, cases.affected_consent, cases.mentor_id, cases.question_text, cases.question_by, cases.question_at, cases.rating, cases.closing, cases.result, cases.blanked_at 
FROM cases 
WHERE cases.reporter_id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID AND cases.question_at IS NOT NULL ORDER BY cases.question_at DESC 
 LIMIT 1::INTEGER
-- any
SELECT offices.id, offices.agency, offices.province_code, offices.name, offices.area, offices.email, offices.phone, offices.address, offices.line, offices.valid_from 
FROM offices 
WHERE offices.province_code = '58'::VARCHAR ORDER BY offices.id
-- 1
INSERT INTO conversations (key, step, draft, changed_at) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'report.confirm'::VARCHAR, '"sealed.1.5bf7371a.hvTKHzPTTBqiVWYFNRSMIc1tYvKJ3aMBBu7nVhzcDFcYHAIzk+oI3ud02CB4mD5WKoojKIu/mO4NR9oylc2YnFCObsS3M8roYSlclH+RZWomHlImV8bKVnzE33RZdOgBiSbF0/XrfO4N5Pji5ial8ugSz0BB8JMAuAAFU4FLainhmOr5G4RL+gvHeEhitpnx+GYcd584yM0Qb1PdbIhbUXkHTbGJw+i9WQOguFT3lDk9qTWdxalRrvAQyX9+7FEbb43jnsIuq0ycVPs6+4UabY1OtiWOfHTDjuga+1N36cR5yb59VukBnJOT0P2Z1b1lSskgfuqBHTas60AMX/3K2fqUiasWQfyXdfal+IV3Gd+AfZ4CfD/KZvEX2k0z5uPwprKYeWibuvx4sDD8uyFKOLQT8/zxoGzle4Q2JND6quYe97rMKtlqdlI2/bMhHMJcmFXP2spmLbsZ2UTRB4faukzc0yx37SSR/w18eVXnKp+yBgwzKVPUUB6uV/IE7AZMEozG094GaFxx/LZQO5uXAqxTOHc8UAxtNeI7Mb7I20giD7IprEWAATWQYyT8InDYYKLydWNYMoiHIDI1Mzjh6zWyJHPYwiC6pnpJW6/UhC/Ra2JddYNzlq4r/dQoqJwgI28FBncg3Mlj9mIM1zJNYLFQbaVy43Gg2fzLxSqMLUAXoJ8HoYff2uYQF4+gQvIMmdKc53+EBESvx+fU/mDcihb/G6u+TQBjgaVWdqDuquVuflCzgVOW/yiSJu5Ap2Z/wUE8GkwsO/uH6Bra3gFBpCCpDjDo75aCYDl7kEGsQRYzGi8LeQDHICgIfh1BDt9rFFHfsQJmnJEUKIfEZ4KuSQdu/N5J2sA+/Ienh3/j5w5boQnLCkLVeHb0Hgi2ZRh9/IIfPCxH/1ey89FMzfdHciUeEXP2ZFWIJi2hBiej+f/GKJQOD+Bn+yr+EbgOZWQxa39cQM3OYkz+OjMYlqSfoUQmeElpNg0CGD1zou8/WKgdhpvcCVQGpC8U6Lkjm0FKdHor+Vtw1yPMdR1WH5QAKifmJNaEtVAPjMD0Znz1LxsUXJmdQKV/1inC9HMsOvVAHSGf2/BpeZ8ccIEd1vpe/f2rVyQ+qpWm2ZjfktTe7UxAoZjRmfy6pU/TzSVoCu9F4enXaOsty3tqHc/f/DiXNoJQZb5A40FCsUgUUH/truoTtz9PLA=="'::jsonb::JSONB, clock_timestamp()) ON CONFLICT (key) DO UPDATE SET step = 'report.confirm'::VARCHAR, draft = '"sealed.1.5bf7371a.3wj/FYjWyCNuxqWPh1ElDc150RhyMb6QJDcuLJzEeTso4fS1Rn7/OgZcjpWWlk/Wc7TaWT+6s20nBQCKNPEb+0lcyfieqB1tz/kXFSvfVEWeZHbDsR8VTafbPRFuSeQzXJC5vlIC+eWY0vSUoIgVD74pw4rP06vakqOXML88tK/uKYalyunNOvs3ao++No9Lckm270U4s+b3IcML3JfeY3lIg4V1T/Bpf3Svveh0cbaQWQMnQLvXTVT27IldmcQ1F/Q/MumGOjC2Plq5gEaJ7qIzU6O37ASAjdVD7f92bcpobz/SX2bfjY2KK76X+39lBznBdsTe06SsbjJpOvScZXuAmdTa5vrlDVdJmuwhkK4lYWOljQfPsmM47RrN16yRJjRPLhT5/r2Qu7od73lo+ywESnavhVDKnBCs8LjgewvezCrKE7WbwL1LCR7Z5P/sRF3CeN1HQ76rlQDY4vICOhzMjzKFEfjx8pXRY6kCgTIsNDHEACLaK8UX0xG5cI0mD6CdJ9zP4anzo3KxpLthoS1uFEmGGm00r03iRwfR9iGWvTVgLtZdfa/3HQUYPRWf6yGPKK8PSiNQ0S6orTDVE+/zYQCXxSOnwlvwPeRZOq0nf/bN/DVij0ACcS5P7Zgw5cd7WADy7Sp3qBNqZ8JKCttf3bYi26ujLGMT5yDCJK3zUIuUwVcVPyhVKnlzP44WFLBTYdM9HtEg7ti8C1ZqzuyqoI0wrBTerKk8/bqGgfXgJDfJmNKAtAo0I4hLLOpPViA+G1IujNFLmQBd5RD+EPVIR5KdwY+L7WU8cz9ThOgehZUx4shcXWzGgbZz0qvY3odOE07D1Gr8/NY3pJHFHR/nno6gcFokLIxfx4BDVIzO2k6PixtVylQqBMKPcbIDj4Sd2r9MDk0OS8NCRl2IpSFMUoDFyI2huvhkaQN5ZDUf6voc9ad4tX4OVdvL6ZCQc0tQa4L7Yg9Cz5mgR0ftX9iiY+kJBeq8sQ97AdmjSqzmr7PvS1lV11uuU/5AQom+DnmfiwKoUmPmoDYVJkQaoGBtKFuUktI1hpaKGzFahYvEpPSp1qa+Q5ERcni1IiessdTXlK6SPtwOdSZzv7iFGpBOM5V2CRfw8tQBVBFXiEvyQ8440Ls5N4VZyh2EH8VuiajRX+zKZnPUJxiXtEayNc/b/3V5wF2fyrNcS4hMlpb/omEhfA=="'::jsonb::JSONB, changed_at = clock_timestamp()
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_chat, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.psOKncAGhQevihG470zbKFthwLo6k6o/OpSJ75UiQE12PctW9XojC8XEDlC0armByknJlJhWWYNOFPNrzvFI5TFLcES/A5cVrUw8FOEI434KdLjfCOfHep+Dv0bGQDGWvfM43+g4eD6QYJOnZKGu3+nd1uILEpTdb/mjQmXT4TLcZFfLMgkb98AlVqhfTc0tjDtGGehR9hiBmlJOY+gURjO+h7uiw23XCLTV8mOei61/NryAFluoS30esnrX85/vrLYJ78f+w/ihUzOb/wUrvhZ7fLL1XM1HVYee1BGX/VAOai3yoMsENJ26FQJ5PJMP0Is8v+Ae5rRcvIzIIpUHs4cXMU9aMHQakT9OvLT5RgPRFDq08jAWWWC+EBlhyLvU+AJrxBiJb3KfixilQIc5t3JO0bluYt+TO8sTd31oeK3cacLU4JT/fwRA6zjWt8Ow+/TZ9pwfGq+Bbj2BaaJmGgXT4h6uKGunfVrDEVPC5XJHoe9CKD9tkM2aAyxXFT2+2GtP+Gz7dXL4Vm5vEMPEdEH0MtqYxc+CE8ermm/2L/YmVbsk0l0DOc0ObnQJwhWagcXr9qcCBHt4BlgvjXC3YUiVqQSaFK+s2QFay9zwOIIqfYgjtAFe2VWwtCVUZOSqok8z6ds1vH+IEnOlzOecxdldE8sg+dYr4TRDmyIapq6hRQgVk56GABRcn1uTOIP3G1iUes+5N8RlZo5nrTwM8/xp/gvTCW45oJHHhoJd7D2GJUoOYxRUZs5pr91PTVmUCuDfGQOM7pqEGhUQhkh6AGBKhWIsXxsjm+kll/YOmN8BF96kIQnt7FlSSdmDgScJKYaOVCGmEnWTA4tzABXW46oWjQT6FcwYHvWz6jJqnz4GDpJIXbhZEotzFD7DbHdYhfeaDrz8QWJ1D42HTkArRNFE4YpoR6XnFCHxK0IqNcB5TWLlEDI27wcanN9baYH1ESKjtAYjBRBXWDyNusVHFtY6RmNkfXgtGFut3UrlHC6UsP3KooDEih5bq5l8fnRMTK4OHzKB6Q0jdFA+pyGU/RMPNWJ7wMr67wK6/LB94rxlDo6JCUCctIGkHfwxB80+visIECHTsO/504oNofyANtr7YOlwqypDjsdiurzM1Wungh34bNni2eE3F39lI0XUbJw8nKSDkMhXlNiFfAuwM0FX3qTn8n5ZIWlzoqQ6iWORnhIIXgOM/D6WKCIjPHORp3qLh0pI7LtBvKDtG/eyjrITMqW+7R6Ap9YbhlETPGb7bySyGhcdoRxGUH2rYBn5LeOu036TWPsLYnH2cIgaKANyIyIEDaFAxCy8jPIpzxo4CfImo3KiGFHJ3Kntsej3ymbIQeeyOgIgIUWleYzV4QePal3BWjvp9ZEFLikOZ5QsTbl4/6E5YuNO6YF8+ukaAM7bSCwih17NTe2YCBdSFrXfmZ6CBXfXJjOvtB2L1Sw5Oo7sy0lH55j/gjS7r0Assf80ZiJ3BcOmmJhSyqVeyRAr9Zkxwuw829N5z3BR99sgadU0p738HAds2Pzc7ikUmVbFW2Exb8E3WmJBNewpT3J3BbF/5L8pCqdkZ9Eb1YkErbLcwB34TS39eZUb0CG34DnFj/qsoUxCMsEbpp0tiDeMaH8WyxOK8pUHxXZELrkZ/5Hqp4ItAc5SOwf9JClDWOlKS6Pf85R4pet9vSAc9TcLE/yd8TMyCyJBgRgl0pOYbmgp7SDYcr6Rl80CaZ0FCxXSR6ToouHgcVEaFWltrGicPJViEbbnokgjntwN2vq/lYm7kqigrkx0QccGDJXfLS2X+U3p8Cf9DCmAn1iG+nvA6wovagtDNawm83Ot4Numg3/QBSJHbjcoYrn9z6VG04xk6MG1WAKA8WsPAYVjKKySHZdtiL31fOiNktbX1mTSOvEmnwe+iDnMRi7Qoeupw1C988poT6r+TUW0CQukPZ/fdRTimWqmPm+aLWZs8gCMgdo9iQJK/ozn8ZM3aTzoe0O1hpqmeqgG2nUEiUH9K5Ys6fZ0KHKHW+R/Igi5CT6sX6szteRlg+FIfKEHgFbabDPyyEMISxuMdQna/TCF/iKYxDqFfEMV3Hqdj1JsRYpSwbaS80qG0CeV7rezmbRxEX5s+q9DyUpciCDxzbilARKzd6K9exJ9g+oU8ij463hLzbWDHHk9HisYMbrhm6d6kamBkJZ4l5aHoonsgPJ+AB6xMOjsQJradrRGBSHcunpQarKzAxGp6RGKvRn16hVoSFTXMmfj490x9EAHDMUL9GCF6HZ7k9FP84BdZOlZX0lXifBGblptXQcaAT6V39/PI0qlj2P3TJIfoJUkl7bXaI6hF95xf1bkpWBa3QqPca5d34JTdn6URvoO1hcUg995CHPicq36PLKxaSKLPO8ApCkHKbq2jVe66VNit2O6kcmWX0VLIhMA4Mc+MwCHc1xyTsjIbZKWGmcCwAGk1pT49o+uSdqdRNR8JK/kb4kJVHshlbjBKEL4qfIMh4fJI1GZ74BgI87d3QXcfSP6Nn+dU6c024Th4XcVfhmZa3NxgtxSU3kl6Z0rj9fepeimIomCkl8jf9f9YVZChxwEdDgLQT2CshIuGw+fpH/iAnfRYBtoES6+bOGmHIMaEyp9CC6UvbIAzPvyCMIyKXIc84mgFrTqkPMOahBlINgHTO3a0fT79RjgZ8erj2rlog8veqhtTs4XZVSHCPJEmaOxPkBNNi+m02OOghOizqL6a+ALuAYkBzAhLJ3G9RIPD8ndC3zG5aPaNJ8WgVPlNaZ1rPbVPzfgt/YEJZaTHf6gwdFP51VwkgAEpxdyTUA5Arzjek6TzxFU/r656tHBviw0S4HZeVdufTqnYqds2iMTicyjmXmqcYLCT/ws8PaR6SK0LKpA+NUxQcT8MR6b+m970TVUShN4N3ZZgEzAmDJ9HHYFY8uRa5aopHY0GCpFNtKL5WSOm31/hTa3v5lS/Occnktd2YGAxokmqlAhq4HNa8D4M1k5JBonXI4FzwX04y8B38cayub69N/tu/EEK6N5pYoulje71K349veqk/06ypl6Y4exwcZi2vSpgVd61jVMIEeiB/Hnc67SVEBb8bJWbc0H7x/lfKhLxpenyNJEUoYQH194qhE92WzXbKTriBf2SraKoo31V6p87TnGxXgQkQGs+at8ARO/2ne0BpHAIE3z+8Q1dLFGwXSvCYYIHf4XPEAngMh146/Kn8Sprt36uPjq1zcGCROqDIa68MoNYsGXxHX6fc6hCHjXMtq1TwAS7KQkWCvzF7TB9LFZEBjrN84F87RTnrGLeVKVRL9wNa6mQKZGdKRxE+UL6fwak3IFX40guHZj2/55Nu6zhES/xKG7a4/2bfcVDtXNQGYgGY7lQENYjWzrbz107iyfOmb3oP2bK0pUuUhJCd3rlyyA9Aci2Iw9S3Z4MeHY8HtaS+ErYpNpakOjMzSzD7itd4q21GKVwoDxmRBOroatfGEBC3Guz8Ep0IOs8e20dbXFu7bVbWlU7sW8sk4Fone50bG6HnvOX5t3+ROzTNQ+tR6pQbxjliwpGWjxqDnjajUkmZKsZJJV3iTRlCwQEF47Cuyprkb37I+sk175G+GaBvPHqP6pNzBKrWUTL6GBo1d25dgsK6Z2FT5/I1Em+2/RMIzwa7IIi+MHXa4IGjybNMVVnwIIeoZE8392iF3D6WezNxxWXtEiQKDGY50xSyHORjnR5PX4tMmQM4itIOy2G6+Zr4jxlziboxQvRzsD9VBhqbH1Her0K8aCQ+joCcvoooRtklBowYcO6gMhNyy8eeVX9V0Nj9tA3AfgsIrlq+m4YGaymKB627QWOoup4vCNbg+45YgEQRBlq4/gvYaWb3wonb9Jjpz8oLTr/IMLRQ9LncQJiWmi4g1mkUV3Zkm7T/z1Zcp2s/iv5WCXMjCq2ADlRwYAkgyChmXbXjrOzqA/aFgZUdP3akVwcGvfHNE8f1P7sv+cKVS+jIRHd8CcBTGm7kg1FFoe3lZSCvrfC4AET+GQ+lcXRzxRP93s5fdkj3PdmAotB9i9Jt+qWRPt8zd5yShUNTA/CLrUhvLEojaJ5xEAjR3yCZ84ifvpJ0YYcg9BTdzt2fONwEHw6ZuGS0lXwX/cBRPAahYoP0WEiA95GhPoCze22graaxuszgalhyr9uHzZwD6b7/++nk/muTYKFJ8VoSbqx8hd0IIusUXau3A02IkPIS57pOYrez1OTK7GaYlYrWsQDMPQsRaC6PGpEvKG5WlRYoV1qvkjRFS8teAnH3DGA35JpZkGzgsqTpLZ6jWmevr+zGzA/LVYnq3ncmamxa8zKpRIcjdU7LoQhMF0YCU4pjdi9NODzG2HBDyPtTcz4ngpt4HNXeWoOk0KCQHAtB3LvNbw9yWHByCNYIalmWLoMc1C4rrl21IwsJDJWZszN48iyR/gWyRv42n3kBGdkFa8JENUFUYzLOT6V8yyt0yO62dKbNE+9mLCTTKw91yvFFRkVzTkKOs3ErW2QqVPLhGF9RW0gyovJkpv+1/2le+JtmxKpmm4+Riw9/go/FwHk03xtf3k/jdl0vi1Y6qoPTimktc9jHOMrQH81KLENZy20QIrIFLdbiakrzEPqzkjiEzMe8aJ0IJBcCGDcHR+NxNUrhaanuosf5hRYmvtuopDX8KTREynn9sFDc9SzAoG9x/0RK2hryIvFYgDW9E6FoPgLlpw5v+mOD8xQ29+r84w8bsAwf8RzJ4PF1fPMSnLA8ldpkOey3Ps9NoNCKRKwU1Li9dIGihy/OlQ5YS2fNyN7f5ollaHGIgcif9cE4dOgAJ3rRt5ykqE/jOLUEXesGpy79ZAGDQyEbaG0LdXqKDO0liA1tDZbhcYH0X7/0kRTwfYPwtp2ygYyJ8o9SDBd0qySQO5vasDljXOc1gswLJ1f1UzHdmEBE5VCyjPawR7kLzUGk+LkfwbBR3yhBHrZJcGjcjqJMjzGcV/cNCbxbgxzS/X46QgjztnP1LVL9cA9xLdgBE2fxDKPEOf1PIbiC5IPWnn8yX0EjrMGyCYMqOVhZvxmomifaUvUWMqSRlCX2Il+t2AXWqY2JzzlcUotSj55X1iMmRDDH6kGKUdN5Zy2iaoSZpODFA+ltXx9evl0PyAdIwgvUYdphmKUXH+RRkGghk5F9WFK+z42YOJv99OlruzvM2/BBS8AP2QICMj"'::jsonb::JSONB, 'report.card'::VARCHAR, false, false, '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000003'::VARCHAR, '2024-01-15 03:01:02+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '86b4141e991a406987d770430a56ef18'::uuid::UUID, '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 3::BIGINT, true, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, '{}'::UUID[], '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000003'::VARCHAR, reply_expires_at='2024-01-15 03:01:02+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='86b4141e991a406987d770430a56ef18'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/c713a565-638a-46c6-b898-2e21ee022fff'::VARCHAR, lease_until='2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (4::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Ue468148607349af319a8107a7052f1be'::VARCHAR AND (outbox.id NOT IN (4::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000003'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (4::BIGINT) AND outbox.lease_owner = 'recorder/c713a565-638a-46c6-b898-2e21ee022fff'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 4
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000004'::VARCHAR, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'postback'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:00:18.004000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.cv1jxHaSZE8Uhuzu+oanf65zV2opIq/shddNrLAYNWmefdYSp+IsShtDrEsS60Z/BZ8AzH132J2TS/qmahzacfuVJwgupNWC7r0eLijrQIDgwVzPqft7AFYrV+xLQiG5HrWrvPVG1s6kHFeV6gDXV+jwBEVWfkogBhPvovHZ4NgWFLoovqtKWfgFtc7oxbR34O2l9vpjWa+nWwM3aapqsjeKhAseMN5xL+EvkdCtKmdK98h4zrQ6Vkq54/4pFq+x9toFf0SaxpO1QXWBjmRETs7PxrzFCG229BXWOWszs3+dTH5rNq1AkrPyxwuEETKJAJg0muhKEfUIBGwNih2PMD9B91MuPrEqq8tTxP2aZAQt5UXRB/27EOeIOd1YaTVmE/+CxYe/ZOIMROVi0eOj48VOwIS5t2AzbO9CJv/y3YISDXmTYLB6lSDAF6wRGbS1om+L1ekbid1Gc4rqnveLQw=='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000004'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (4::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (4::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (4::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, reply_token='R0000000000000000000000000000004'::VARCHAR, reply_expires_at='2024-01-15 03:01:08+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR
-- any
SELECT offices.id, offices.agency, offices.province_code, offices.name, offices.area, offices.email, offices.phone, offices.address, offices.line, offices.valid_from 
FROM offices 
WHERE offices.province_code = '58'::VARCHAR ORDER BY offices.id
-- 1
INSERT INTO case_counters (province_code, year_be) VALUES ('58'::VARCHAR, 2567::INTEGER) ON CONFLICT DO NOTHING
-- any
SELECT case_counters.last_serial 
FROM case_counters 
WHERE case_counters.province_code = '58'::VARCHAR AND case_counters.year_be = 2567::INTEGER FOR NO KEY UPDATE
-- 1
INSERT INTO conversations (key, step, draft, changed_at) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'report.consent'::VARCHAR, '"sealed.1.5bf7371a.WkqWuXDLLa8MQiXQUqyeHy9hxOx5WTunCsJcf0ZlUi3c44sWzYVQfRiNIIxeUD1Z/5p1C4vm0Tu78dPJaDFE7FO1z2xgVp0WriaKg6B7DelF8OSl/DNvqGI6R9BA2EJHZ5y4/sdfajVIiugxZPafTzGc45r0UW8Z2eSFmuEG2/vy63HdL/siWq7nnqiAsL5pV8Ciqfij2WNIBp3VgHsPXxKfaKnorUPFRDd+sB/QB/L/U3vqOz5h+XUe4HcfU0Vm2Y3CzSRbfxktBO3w04K6cjo1vWS3AEmCbKZMhDugywEv0W1ps+lcMXnlQSRNJw+aa5r87bryq99ojWPkXRb+tn0RQ/EntJ4FqMhS/4XBuEvS5NwRGygI6wACrUK4ZXv//zyhShORIaSFGlLBt6r34F9tq4TBD8LzkG5gdDuSuFC0tcV1TUgs+0TW/OiN1YMbaH7PO1SuKLCHgIIV8QWo2GJjOlNWvL7LCH+tYrUFJytf3Pxd3TinH6peRMDxMF2OjsrMV043Xzfa2t+LafTHah1orzcmfYT3n/kwEiFDa1fdC2ikkFK6uIrKpr7M2R9SkpVt4zPz2buWRyvdWIgCbiD8ZTijTxeA0fLD4fJWVJ/Q6Fzym1i6ZLJVIeU0fwqHxj//mvdjq9SZ18KH6meMPSxs568PU+Ecpc2PeALESdSZ+bGbrOuF8hVMXpJVkPvSBxpN08QC8Z2/2cNFdH41XwUWN7mRd+MEbWo+cAvGCuQhOlsklfrH41782nH4FWiGu8K+cm4BM4SmLkrar8pwYUag078GBYnzEqWCpLNi0i5dORG/H1Y8jCZBOYTAzdNLXOoUrXGndWBWNFsLD+iGhW0gHpwVgbRhPduYL1tL2tRYgp7GMQcZ0gNjPo+l1HyEej/KuXVMTTw0MmZDWCf46WAFTVWSgaqtSnUJiwswP/y4cmNZ1Y+p4kJ/No8mgPGJaODiUVUbmtWqvfsmznOCNpY5+07WKXdmDu3wIj1q56a7hzJVC2AO5IY4AaWiB0a7UELtZxfxzn7yeHtLz3lfPYqhsnQZWDgVwp9lmZj2j3JjKmdTEgWXMYDBuQfOfa7y0h0lyByRNzgjEg+0CpCXx+vTVJdlIcT2MV6P0c+F9xVszXF24qlt4WrmZH6AgJPkUlcNY8Chb0ciGjWXqjt3+Ve0F0PknNaPQvW3mubsuC86kx4+3Q=="'::jsonb::JSONB, clock_timestamp()) ON CONFLICT (key) DO UPDATE SET step = 'report.consent'::VARCHAR, draft = '"sealed.1.5bf7371a.erQxAIc/EPkEoK/wRJirOgP3ogE5VbpPX1dDsjjTgwWQIJgGCyHBYRIAPNJ2/XQ1O30TpACeRROA+K0kVD98/GspZnqRUBY90ABcKjwYrdcZ5j+Q9Osp2ydyzgwuRCKpUGqciD6CAziDZG6w/FeEaUNowfa3FH5KvI/fSs1AX9S+KtQEuSNfMtHYXOGI1zc2Rsj4+tV+m8he+6VJBWF2w4PbJsvTKM6tW4SReS5aZ62F1y7gzOYGmB8THbFZvQqQq9Tta0Q+AyRa8my2EylzMUDPoVQ6R9Ax2AN5Fca9bl8wxnKlrWCBPWghmqxJ2dk7u2R3MCbCUcSHPgok6klWxalqQyljSQKkOtJjMnvyn30bL1LLfCyJVjVfo+adTV9+DKWjfa95gwtDC1UPJPWe1SvXo22EjgUFBEpUU3ybvFz39WK0jAEjzTK/0cdagJZVj//KxPK7DkgETeyjAceNke1GDeCg8J+jPNRITGPEd9axbzCcxLGKHDP5g8F0Vu7FkrliD0upuEcFBW8FBQTnxLsgi5JVnTDvNhGicowMTRGtqIDcBT+IFmTfNM1HEyQgsYFQzJMz+oNDXeIPnmHpdxJr+HerVe8skbSr6QrerF57cZX9c7376HoDd5kxP0WJOj5IAWA56zwD3HKuntxFf/tAhA/+XctsQoV2Bed7XyTjjl2w9uf40U7FEtey68C8fAjc37NOkZEGN7fLAP6nWESbWNi9XVMkTilwVwfcqrB8CLDOBqw/3KLfkv7whU1LjF5qwFalGSjAM0PlJKkq0sKSxXwRFKgKmFP6cAHA0J551TYhawPO0bvDRmSD54Lm64J6HG3n16hA92inH8f1TRdV9F8bdzB1A1xe1QzK41MJZKIS9yAoE2YM8i8EBUk9AplxAkUNvKcA9oxCUtcYIMHmBISbHb+Eo7yVdr60oR2B1xNV9EcRSfJPJc/IJa9k4awDIzs3DphN10XeSawQBRiDYvX4mPlzLVdJyppV3mNWc1yPzmojm5zxXlxBPKNwC6PeTVTlNo3R7MdnHpXGHjmP7KNm1qT6R4WUTUr7EVIHKrVnltzwU1TMs64acOSNlQgpUw0bFg1RAhmxwttg11fr+tNY95wzDrCJqiRKQv6O53xF9PDujB1QtICMUm9RgnqPOOTCw35TMnuTHmDMz2x5Tz5f5keg/dKcXFiaMM7w5x7aKg=="'::jsonb::JSONB, changed_at = clock_timestamp()
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.itiT5E20mHjEBRT0Jlg6xtfpYuEBp6EeTcU/LKb71kpvBaOwepLNioHrvbkPUg5NcJXnNMqFBMVJOUr90QpsIpktJVUxK6PIGiHAUShBQrisjawpgghM2VGFGLY/NkjQ5xp5TxG3EIDRV93mFj+JbMgnq25Mv3YDTyLfcRYiS7Cn6xrtBxONirB9poLGneum0vwS/+DAP21F4DD/wmRUeFwsWpvEK1vdAM3JGSpYavDhwzQvfyeq+GScDLi7zZMLSHAsWa2bmo0nhKEUXFHnXkf3HcYLW5BPf+pUjq1n2fZz0KH/Qd9lVj0KClbF0DU8KxM3146pbBuwHKeSILdW6CqcNftL22Z7+UkKjF2KaovMTfhcZP6ULPCkG1JSUHcr3IpatTnFx8VLv5Lz7jssYrW9ifE30LGRMdQD7lGD+pKy6FBgU1wfaVtpx6g9R6BzKOigNAe9AMLGRtI3K+oica5hlPHZ4jSh/svXp0GQd//COVWzzIHa5GXP/7EOKVJPoHjHZUgoKnz/vRXS2mcN1OVSCvXsD6NXnmtQHi1HoXYQBMKh2KfMiCACHmuw2X0mhl7+6s/9iTCnGxWXpzUPqdcIuzMvEFD5AuXj2wLarktkH/OpWzC9MAfyDGAUJ8BACQ0Wkrtokn74fe1Tv6rzZ8piMKYJ1CCIyEO6nTbn02/q7fj8jv6nGUaeyh6ZsKSFR1Gu7EsfQj+giwtBl46umUZ39k3b1u9QQeqCsYWNZGL62nkqrd+UX7eTzmMwhKDf5QcUd25vVKYW5m/E5cWRfWlqZwBTPVB2011YAMwUwb8wCPpB3LSufFXXZbYSN1lU+oLR+ScVOrUnMpIWhKi82SOXEMVIefupJbYQAN0jmRc6U5MoeHs/sHxOtI25A7wN2FNEau5U4qE68rQPqth+gWwa1intDD8Ac+rjFTHJbgLpyhLgT2YmU0PLTt9nUmMlPe2oXrp8uF/cZv4tYu850JxtLOzIkCKBNNmKB3R8eByxjwLrXG7WgHHK4PvonJzeyfcgRwYGZQ8="'::jsonb::JSONB, 'report.ask_consent'::VARCHAR, false, false, '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000004'::VARCHAR, '2024-01-15 03:01:08+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '197445267f114cf5b52881900c6b3978'::uuid::UUID, '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 4::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000004'::VARCHAR, reply_expires_at='2024-01-15 03:01:08+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='197445267f114cf5b52881900c6b3978'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/09264adf-1e91-4d77-8e79-417c9604627b'::VARCHAR, lease_until='2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (5::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Ue468148607349af319a8107a7052f1be'::VARCHAR AND (outbox.id NOT IN (5::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000004'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (5::BIGINT) AND outbox.lease_owner = 'recorder/09264adf-1e91-4d77-8e79-417c9604627b'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 4
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000005'::VARCHAR, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'postback'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:00:24.005000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.jehDbu8hW/yYQbIUGigKkC1EtZ/w36S0UeqsIFHvk99weHVBU2efAE2giH2Br6H1dNhJTvx+uFwtIytiL5QSyXeOBH2/kElKym6+Y4azzGdfgdTTqawD9eHoO3X41LsFstqdLDOt1ezbasHnxPXT022ARucGaOvxym3k4pNcwXIguXc72Vv6UEknLXITw+pKdpwXSuNkI84QVcJ8aUuSWsLz7AFLMs+Y8okg7C4j53ROYbrqfdJueJjSd9X1KWn0lpwuxNADFPvFawSw1VcHiNL1Sfs2mba4r6vUAoM5xh7sptn234YCwi+G1WyF5CHWwXtbOljAuIzw7iTeiju/InUzstpzbbWnGgLju+hf1dLn1RKCelr1EVsEgX+AZSnkaZMSMqHG/JiB0Im0Hoa8CmIYo/xXLaBYuPEYS74wMliTLFsXnoEMgLPwuFP3X9ybe75Q96iv9JeQg+9sty9v0SqYkkJ1clOkbOYhjQeRrA=='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000005'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (5::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (5::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (5::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, reply_token='R0000000000000000000000000000005'::VARCHAR, reply_expires_at='2024-01-15 03:01:14+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR
-- 0
INSERT INTO case_counters (province_code, year_be) VALUES ('58'::VARCHAR, 2567::INTEGER) ON CONFLICT DO NOTHING
-- any
SELECT case_counters.last_serial 
FROM case_counters 
WHERE case_counters.province_code = '58'::VARCHAR AND case_counters.year_be = 2567::INTEGER FOR NO KEY UPDATE
-- 1
INSERT INTO cases (id, number, reporter_id, state, kind, category, subtype, confidence, urgency, place, created_at, changed_at, secondary, flags, people_count, amounts, evidence, reason, decided_by, model_version, read_category, read_subtype, read_confidence, affected_consent, mentor_id, question_text, question_by, question_at, rating, closing, result) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 'มส-67-00001-2'::VARCHAR, '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'screening'::VARCHAR, 'problem'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 0::INTEGER,  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '{}'::TEXT[], '{}'::TEXT[], 5::BIGINT, '[]'::jsonb::JSONB, '"sealed.1.5bf7371a.yqZmnDV4Ml15JNzmabGAbIHfZvXvDYbd+aIODuY0+Un7f+SyoRw68TjnBrLaooDNp8J5E7gKC2gmHmUyS7KrkIoW7WGEc5QWP9pJ7NFJHy88V7SryTrXeW4="'::jsonb::JSONB, 'sealed.1.5bf7371a.T3BxO58ptJrpDk001aFLVZLFpHcFQFdASdQmyDobnBFSYklGBI+LBit1e7FSPvrfO6NgbzK6PTjpGCM/OVUIYUyG7Vdfl5Wm4896W/BTkZ19cqGXe/N420zCRrEb+wGgaWkxL0tpLwvygtLW/XQHwDR55O2iTXCEYIGe2ESD3WMTHr3stwoIxZ0ZVMGdbhpMHrwI7KP96EtKkGjCJExLARPYdWI11PiwWc8zWrWzOTx2sF/q1neqHGpvKZ7tfm0/ZeYH6ejho0ha2wYdqM7+ypm4oBWZsYUR3bE+HiqKqlMEVVGWvyqgfs0CPBfFQZJl1HyladkhUmQD8cnOuBi2yqQO8pSXROjXP2+g9kROK8h+MFGCm343xx40pgBc2zKDTPelwW7WNoVf/SH4GvGLwgV69j20T2IYs4njBF0Fiuaa2OYbQKvSKl8utLxIIgMQsb5pYpdgmD1ybIao0Ewf'::VARCHAR, 'machine'::VARCHAR, '2-595692d3'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 'agreed'::VARCHAR, NULL::UUID, NULL::VARCHAR, NULL::UUID, NULL::TIMESTAMP WITH TIME ZONE, NULL::INTEGER, NULL::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET number = 'มส-67-00001-2'::VARCHAR, reporter_id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, state = 'screening'::VARCHAR, kind = 'problem'::VARCHAR, category = 'protection'::VARCHAR, subtype = 'P01'::VARCHAR, confidence = 0.95, urgency = 0::INTEGER, place =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, created_at = '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, changed_at = '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, secondary = '{}'::TEXT[], flags = '{}'::TEXT[], people_count = 5::BIGINT, amounts = '[]'::jsonb::JSONB, evidence = '"sealed.1.5bf7371a.BFR6Hp1ATI0zVIoVIYk68jxcg+Fk+yn1DCggarjtRw1fraqRwzJC2UkJER1lVjMxztOpBr/zzjpVW2cLkQ2T10BsAAWlW/e4Bqmsz3hAU1DJ2AuWtYktbQo="'::jsonb::JSONB, reason = 'sealed.1.5bf7371a.1zp6W7Fck9NmLA9s2ykTcgivIAFeOLERzxQmyre4SSLdjFU/8T7rw3tGhC5/SnIfz/DsuYRrt4vWDLS/iSX0V1i0aH5uALxlWVJxf2qaq9whqfOb8DAl7dVUurVNv6ni7MHYY7QUTjyTbAxf9BOYFQZqRGYSUblB3UU+tDKzReG0EQwQm7pkOpkzJ16k4mF3ghX2rY2PoY7iec651O/hcs5fmENVWEuBwg7G+9FIwjBzhfoMw8GKOzFapACSntE1NPJ5B0WhoFT7WfF5e4teC1HSnKI6PmNwcDmg1JYYKHnHuOu6YzFoEKgotvvDx7IRf9StdT3KZA/+MsqLO5TJ0/UEGZ9sG67lEJ5+MTe8EXbhnpoHK9cOxglY1/AeKdX2iV1ITmY7YakwvZ7jMz8PIeWd8FjI9sbTB5pdQCjo/npeglvBF0LxEPBGD166GCmna0Atc2flYVNa6tCf/5vC'::VARCHAR, decided_by = 'machine'::VARCHAR, model_version = '2-595692d3'::VARCHAR, read_category = 'protection'::VARCHAR, read_subtype = 'P01'::VARCHAR, read_confidence = 0.95, affected_consent = 'agreed'::VARCHAR, mentor_id = NULL::UUID, question_text = NULL::VARCHAR, question_by = NULL::UUID, question_at = NULL::TIMESTAMP WITH TIME ZONE, rating = NULL::INTEGER, closing = NULL::VARCHAR, result = ''::VARCHAR RETURNING xmax = 0
-- 1
INSERT INTO case_counters (province_code, year_be, last_serial) VALUES ('58'::VARCHAR, 2567::INTEGER, 1::INTEGER) ON CONFLICT (province_code, year_be) DO UPDATE SET last_serial = (case_counters.last_serial + 1::INTEGER)
-- 1
INSERT INTO case_parts (case_id, position, message_id, text) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, '400000000000000003'::VARCHAR, 'sealed.1.5bf7371a.jLkqcWKsXcsjy72TM6nKHH/PugRIPAjBLcK2VE7DDryuYXq2G1Nt3GlC2sbGro1CoAT+V4xR40HtXkpma2fc/nlTu8EID20/ARCOejTfv6tHru6X0TF8gzfLxF7DV3Dia4wohL1Qck/Q6q4tXlHEx+lsp4imNUdHhEmMD/wVq6jwSWMRCxfhj2p4TTEqY+c/XtE80Qez+vlBA1sCF/ZznF8P/oo7RWfverdj9KZmtYmQi0GvFWnFk8kWDdI='::VARCHAR)
-- any
SELECT case_log.case_id, case_log.hash 
FROM case_log 
WHERE case_log.id IN (SELECT max(case_log.id) AS max_1 
FROM case_log 
WHERE case_log.case_id IN ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID) GROUP BY case_log.case_id)
-- 1
INSERT INTO case_log (case_id, at, actor_id, action, detail, salt, detail_hash, previous, hash) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'identified'::VARCHAR, 'sealed.1.5bf7371a.DeDsDsgPjZuhzLo1elpy9g8cf2kIdJGfLcHk8foqxeqO+TX54Kg='::VARCHAR, '\x7365616c65642e312e35626637333731612e64efab57991601ec50527bf1a36fdf64a5bcc0e9b956b3a18ff35f7f689694cac7cf4e84c4e16826960a57a9'::bytea, '\x7a29015a037ba868deab76f20b349113aab4eb0078f58131e5a72e9797c75477'::bytea, '\x'::bytea, '\xbebedf4cbdb089b37c66bb862568b9426ccf9f5cbb39334b66b26f85d4a5cf4d'::bytea)
-- 0
UPDATE attachments SET case_id='75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID WHERE attachments.conversation_key = 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR AND attachments.case_id IS NULL AND attachments.state != 'erased'::VARCHAR RETURNING attachments.id
-- 1
INSERT INTO conversations (key, step, draft, changed_at) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR, ''::VARCHAR, '{}'::jsonb::JSONB, clock_timestamp()) ON CONFLICT (key) DO UPDATE SET step = ''::VARCHAR, draft = '{}'::jsonb::JSONB, changed_at = clock_timestamp()
-- 1
INSERT INTO timers (key, kind, due, case_id, data, state, attempts, reason, done_at) VALUES ('75a9dfe4-a7aa-567f-90e3-c52f06828407:screen:'::VARCHAR COLLATE "C", 'overdue.screen'::VARCHAR, '2024-01-17 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '{"level": 1}'::jsonb::JSONB, 'waiting'::VARCHAR, 0::INTEGER, ''::VARCHAR, NULL::TIMESTAMP WITH TIME ZONE) ON CONFLICT (key) DO UPDATE SET kind = 'overdue.screen'::VARCHAR, due = '2024-01-17 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, data = '{"level": 1}'::jsonb::JSONB, state = 'waiting'::VARCHAR, attempts = 0::INTEGER, reason = ''::VARCHAR, done_at = NULL::TIMESTAMP WITH TIME ZONE
-- any
SELECT people.id, people.line_user_id, people.name, people.roles, people.area, people.province_code, people.agency, people.term_start, people.term_end, people.consented_at, people.applied_at, people.blocked, people.created_at, people.erase_asked_at, people.erased_at 
FROM people 
WHERE people.roles != '{}'::TEXT[] AND people.roles @> '{mentor}'::TEXT[] AND people.blocked IS false AND people.province_code = '58'::VARCHAR ORDER BY people.created_at, people.id
-- any
SELECT offices.id, offices.agency, offices.province_code, offices.name, offices.area, offices.email, offices.phone, offices.address, offices.line, offices.valid_from 
FROM offices 
WHERE offices.id = 'mol_ops-58'::VARCHAR
-- any
SELECT case_log.case_id, case_log.hash 
FROM case_log 
WHERE case_log.id IN (SELECT max(case_log.id) AS max_1 
FROM case_log 
WHERE case_log.case_id IN ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID) GROUP BY case_log.case_id)
-- 2
INSERT INTO case_log (case_id, at, actor_id, action, detail, salt, detail_hash, previous, hash) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, 'shown'::VARCHAR, 'sealed.1.5bf7371a.gutrCqDoiEdVfkiHGzvi0VNPtw49JfmbxFXi6OmzZ3LiVccM'::VARCHAR, '\x7365616c65642e312e35626637333731612e7fa1bd007f3fd3fd545a3ee16e98c7cea583636cc235e512399d5319615f5f57fbca070c7aa2e55eac737d8f'::bytea, '\xe1d224c8e0951c72c4423ed108641bda4dfd14661b3dc7bb2075010e7db18d2a'::bytea, '\xbebedf4cbdb089b37c66bb862568b9426ccf9f5cbb39334b66b26f85d4a5cf4d'::bytea, '\xf9a617d83b196c2917f34aaf214ee7193ca2c2e8559b68ff79aef6131258a16f'::bytea), ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, NULL::UUID, 'mailed'::VARCHAR, 'sealed.1.5bf7371a.70XtkPguv3J6ZkzP0YRpO6eNly01nAt/wMBk+fvj9+jnkoZLdpzkH+N7Q1r49hM='::VARCHAR, '\x7365616c65642e312e35626637333731612e006c7c6debb6487d18f2fc5962ec00d7c4870cec60dade82bebb6fcf9d3c5050a5719265bb730f0aa65d39fa'::bytea, '\xa8df8a54c8ec2045e526289575ef4301f008147f1ac210afe70f474195ab1245'::bytea, '\xf9a617d83b196c2917f34aaf214ee7193ca2c2e8559b68ff79aef6131258a16f'::bytea, '\xc66ae6d6d49f746b7034bbab3cd55adc81c78f9abf5a073da023020c3a410871'::bytea)
-- any
SELECT outbox.recipient, max(outbox.next_at) AS max_1 
FROM outbox 
WHERE outbox.recipient IN ('mail:mol_ops-58@example.go.th'::VARCHAR, 'line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE GROUP BY outbox.recipient
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, case_id, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.hzqBHBfzsPDcxEnPF+JvqqyRing7K2liHOgI+sT4vi646EFOAwIX5bSePPuohS6R5XNPhMzu5EKaeYTEz5DIYa5D1NB6x0fn2vkhX6NlKjjwknVdh9SzoY8/klpIyp+IZm5AFN0YRxSXmca7JU85VGmxpzY2KYtAoJWE6XDKgZWwzR7tt7exopeXrz/X6CLAuS2m2B3qYXhTZTllmb7sgM06gy/kYmnJAbIXQbSARcdG0XhCIe8cZpF7FyjL3E/tYnE4T/hkkxItiex4sv6EGJZZlqm29qKqN49+tdC7172xGGOPYQxwTU3N78IBypp4GvYLyBc/+6GATGCPnR+A75ox8o7mnhO0LnY0yGoOcTkDFKU+NcCVy7axy+ViLDSGUfo7D6F5ZWhzwlpB+Y8UBwDPiE0tRjCU8Li1acqC8Yi92uTMG0myG0mU+sPQWGweOoG6xV6vXfXf3fVL8P3rIz6e74nXX36TLQ0dMGSa1XLmfto396meInELJ7OfXT8WJpuG2BzC8EoSwhwCbBYFdOL8brmQCx+5vKTh4w5rmCCblB+JhrHFbFhbZOF6MWsYznHw2wX7cTQ7YDD2vpnFDaIjO9DgDEsE3tgx0HbICo0bU6kVTOgvff+crrRSHjX5F+roqy26UkDNsGBYnD840Tx4B3UzGhaKpn1MwdFcXQdk0sqCNEUCynY8SgsEN8I7J+WY8+2T/O9enwZ1jXzeFFHcPfpRMhYMwVUDBrg3slN2C2X7hwgIHft6KhoSvIFPV/LYSAQ99eUbHOGW9Oarn85a0ZMjHz8cz+q7YNzA8nLY76nUKusTSqNuw8PfOspQh0Rkp4u2qQvSWCXlb2NVJcKXCK2Ii/gnVb1GvkP6HEsV7qVE06ZOdxUurxaGSywCZWLNEI9uFlm94yRR7Gn2ZEC7etd0n107uFr0DlYj3FPmddtdhDiirQxbyUjYL6tLxEBeG9vblt9qfXylXT69ScEJ4uFoHzZnrhzbt9flIuuoz9Yl12Xszc5+BP3OQ793dRxc"'::jsonb::JSONB, 'report.accepted'::VARCHAR, false, true, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000005'::VARCHAR, '2024-01-15 03:01:14+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '1813116f938645b8867301a2c7fa6db9'::uuid::UUID, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 5::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, retry_key, next_at, reason, case_id, event_id, quotes_case, quotes_chat, quotes_cases, created_at) VALUES ('line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.N6tYXayU6AL7WsOS4rw0DL4NEGjKdBMH0BkY8cNx0rk+/15YmgHtTYLpYtUyVpH0HJoXYSifZ4ZJg3P6R9lDas64oc8PnfpcdglIb4eD8b2ZUfWkErwpvMBt8oG09m5jwGyp1c5j3tKK1dEsGH/Z6APjpSscvSlrwt66GPBl5qpl5JQqTxzKicT03N+K3DZ7xZuwow3TzkToC5+R6+hgM9l3yWZO/8mR+pWwaRVqFcv8+d5xbL0ihh2H4UEqwPcgeQLpEb+fTj3qyFh0OMygCdSHSJfLfimzTNr8i7I1QCdaNQxnR+T6ZKeZ+tNJPH3Kb1hhqRLXW7X7nGv0NMZnELksuzAAojTbzglMXi2lmvwuziZk6NR5IJNvEfw2ibdDRDY6VmsEJKZI+LgWptjEH5ZZUEGfEvHV9tqJtsr9yF02WuI7eAMtKTB5wZ8jckD+FrJSUNu+1wHFprxiob7Ccn8r3txDojJeQMK902Z0A+9iK7WSCLBlhyQo0t8ckwD2WMsF75iqNfXFekVLjK2lrMLKsqclVAUZZct/K/5nqLEAHFWVABzruQT1iwL9VKPGwMu6KVB2nqGuLIZG/bUC+aulWKHHvqxhp6YVf9xKOIkRKCvLYH4n0kyXRT/8uIcLvk91yY9tOxen/RVyep1PkQeetJQvgXVicnylvEigDrsUy0rcYtlHkBlWfX30aHBEji2hUKhMEE2ehBeSHoiliNXXU+xJngxx5w2SPBqtLn2iG2geDgkxbLA9MXMOSEfUjKgWRIyNryKyc1/AkhFUVk3rx9loWimi07SMR1QYbGGNciO88efPIdY66V2T7R8QmyI8P7e4ye4wJ4bgx8EouhOOz0ARXmGdjTcn88FV6BqxcsIxo7M7N3IcPAUhFRKdTbJ6Bjihl+qeTXNgGABC4JdgPfDoJVZ8cxa0+LBagLwepfrLGhOGjZzzV5FBBniFy0pSle0GGPj065vNCMfoH5GWLpat0MRjEPj9S4qIWElyEp43A1ah0Us/mfqedG6zX5l3pkCe1JjA7s0dOgINqSIhTOzNL+UK6/rgirGgOXhQ281bgFMs5YsFulEjk6K5IaKlQUU8qTxNjNCk2NG0lFbYyyAcma1gpKy0PiOwf5wFTedJIpRbyCUHUSgUy01uEv7jNKo9NK7cjoMxX3MW+cas4+8I+ZaAehJJUddDwGEAbC5W52nBr5DBOPgGW9IUK79q15UtGQJxQqHhakPOdLVLfVVBdcmdwos2oMn04CaV5SpaPfmq2RJhlcrguCkebAsOWGVtQCdTslRNhf2QdlKyPU5xHDkPdzuivOWlP79qfBPrKnJb5fSO/oy/pBrJOlKOQ2vFsyRq0Xjh6o9xInGqFGICxT55Dmwrg5SkPERygiqwAiCqpiRvfU8MqjRBrKkE9E1r7N2bzJ8iXZ7gkxdQV5hBuWQdohUBq3gJLoqE5QTelXRbszHxq7lswI+vBKM3zP2BPJ9j1LxZedx61uop1Y9WFM2IaIAtr0i++bd68qZzyQUwCA987lO2SYq7uvC1xxVAXmSgquMGOLe48Tfs8obwV4jIsyCuzbk7R31E9KrNYEfINGsuRUBYssL3A2P1IDvC69WIS0i9ZQ4DiFHuDYaS70EnDkHaY7QtbtmudTRJc+NtPJbOoDu2j/OAqrr3DvXl2Oe4n1Ll2VU5mI0evvyhZJVUWK/7HSqoeWXRsw+Mpu1cggl8yXiWR5KcI8LWLR5OwKuDI9k66NYN+0EVP/jG/D7MsCjQaw8hm/JPVtcUGk4kPooaxm2vgoYmsF/bJvaZ5gyqF0CzDlI9vttSHjqAamc3RcehAcRyNQGWihFnykzQ2DusXPkiPKdgH0k7tDyr//iY0clo2beBvE9lXGltd8pUiiiOE1GDv0HZzjel5ocu5JHd1kOYdXIMYlwGRKuGsTKbg0UrX0OkBIgge4DTsUq1GmKx9fxQzjwGcBeLjtIq+wvbnduveqhSEmtzMF7VHF8htjxfRMsI1O1v+RFSekFfW8mTLRScNxlm9gRixQTerQQE7PInROHmIZiX3HHSrdC/XVF+DXqf3whm/pBXvkUE9zHLBiM6lK2mR2x33BK3rW6IEmmc+DhfWjIy3K3ltWoc86PTR/LaJ8ZPQY1tO7TTjsSxZecTUvBUDnxj9WY6quX+qnMPBTmOwJ/+BYFZ525ohjFyoyyJhy9if+IAg7auHseOPB4WUnyaYvGPvhJn3JSUWzxEUOOyGJHAb3mhPuOpyRCJlZ6peftwTYyQBZVnO66Mfqfsey7arD3vie5uSLGsSPUz+7wcCSrm2jw2k4udwxqf4Z8/JAjuS3mAkW06oolCT+xlMrBIKvYOtDr9f9BupJ6p+LmSuRid8gFPxgGyogHfU4m1baPwB9mmGEjMd5c0YT2IlcMUx8Tg0nkXs7A/dNWVESPf+hPmavDZ7u8GqHIHzlmIVfi0oz++n6Zq0Ka0HiX0HiTOVEWD8f6cEQ68gK9W9zIsmvO8K1C5KqIyqaBbdIL9r3arhTI/V/MUmz5JZwlWkC8vpvc1frUlegQxr26u32Ebx4vTxNvRhs1YJkZxW219e/+hxLD3BTIhHcmaEcdos7x1rZEuB1hF9fTQ3jPu2YcuiZc/3T1Ze2VYR+GR0bu4OH1QG0PES5DaBPiVptNMYR0zmdexjfsdq58Igr29DPvayfkEx/J8zw1kQ7Mp6lBwfKMHhmkPY4WQrPE4O/m1EZ8gE1W0rp61P1oUeZ9K9EATUqS65zIa2k1ae7xhep/Z017aMKcPfut0C/fiy/UF99fbH4YdzsPnMyA8r9Gq2Ca0XPpvOPLI0rRQ5WUSsSt8h19JJ9YMs+QoQtldg71iN4x3QSUuW2+/2bmPZRzAHRe21QK8nn75305zM4cwHXL65dS6tvd0Dae2SnojIVaNOaT7KEBZ8E5+sD+IqHMKL1dbPxhCjFjVhXS2R1ckQNl1OGIfOEVawonfx0OnRIHIiX4RHyM+VieI7CjdHZBQ98c4KFVT2ia2GDJQa/HD+NrtEdRstA0bLw8+FwBabbZa7BSABClqwWiOW6eBAVXcvnmTc05xOv8sA7Ya8URzWlxz/CMtQgeKHfSkl2kHj2mIPh1PdsEKPoCmUlyScJfFI+s0SNVLrfNlLw3Ym4qqN3huohTqTlfmYqg2jJOMynHvzZizAlREj8YbQHpXTKqbdLcxhwV/bEwfeJCBrHwqgNBsC5FoYAmN9gqKt7Mvx7Q2zlZij2aScQKKvUsttw5iwweS8Z8Vh5PASVwWta9LhLgIKNdko5nnquEqDMjzJUt6Iyli2AvcWiFIkwVO8Fn1o856SbDiB1OApdpk2xIRF5JEMVdamVkf4S5YrNF6ZU82Ra2qxyVMpOjPn79DZsRGy/TmIQgce4Tecmx5olc2mmEmqKvQdFiEtlGZ+pR8hyn6K6WbXJk8y59E1j7PffuvgdnrwyIbUrENz0ELpfdbsI+qAF2ovdEpncAE+Pz2g/1zIyrZFHwOwLwl0yCrgQsF3kLxPWktzwl69dWZ33QpnD5iv425BtBQe2dAkoTpsK3VNSya38xwN1Hkhuz/m/fMLXD94nDkHL7IRum2PpTJ1KAsTVD6FhB4kWS/kOV5JgpPxZGjNlWUrJ1rrcacIqujCMr19YYS7zr1U464QduneVyumef+QrlLCUL9/IUBZX9X84ol+q1nRdos5mLU+FhiYhbQuYvWiATVLwqTZwtutFWasKFcLIOHNf5gZsd2H4KzU2F0F4Ms1X9MbOTxsmfo1x/IA+zKwnTQn0x9bhbUBnBYQYpe6VvaEzzktBD0B7aOtq4f2IZYVfXHywmoVzkfX1mocL3RwsXEKowy2my5/1V+pTiYPh6wzBKWPrWz0RI53CHzAyBDCONKoIzKfITU9XdqHSc2Dp0YmPiXMeuUezUbf20qzPV9/HhmI5kZ6t5W6e7XqjrJFkKmEmxzV3K3tJMxmFr2OstZ3N6hDQeygC46fFOzK0ToxCquBXIBSFT0bCCzK7IJNSUQfM0dZpO+nrsDouhAuYVREC6BaCgn4RfIB6YpKlUGllo8Ym9f6Li4qJcv8Cj8JjRcV4j9Ai4wjoZT98ekpLfxjmQvQR9EReqaSsel/1EE9u6hOpAxsRWkm05PPxdYXvdIKWLvw1dFbyO+bAJGJIjrpA0oedmdn9Wghus/8/6U7nC2ob/AxM4yY22VqCcGTaDCdqRmz20aR1lEPVqVXbepu3mSRmUoUo6EKppcSuM3O4KA1CGcUxNh7U2A5PdByJz79OiQ2emMeuoRwBpDldSC13OgkXpIH4NcXn42xZFQPdE2z8LX7UKNNh7a/bxlcwK2LMzh4K9CbfvzSF1tWHth2xh6qbS2wbMv/valvRfAfr9O6OYVNo21D5IljlQTLDmO5SE9ur/QIyjBiRlGuNALIUJOyy8/yC4OKMSftfGpXmuNaDMIzBP87WgFQRs1UeX4mMsvxjczsXqQnh2UogYlNR7HPY5qtRIqtdpm/VyYhW9VIYR19pOEFDZFuzjqJYboARM+uISnrRDtpt/pWZiuGZHjciOO3vk/ACk/J9qMYEqmQZ8+2wBjzatujVv4slNxObHlGG/HndYPEaVgIxtnKVRQInJ7fzdJKiJmxTSd/0hOHpcJZhz1x2hBiC7nwovmsU5I6m1cVSOZK3dQGiedq07aExZIlP+RfJl7fl6NbGXSug8DUd3iD3ic7gbl9XLa9ZhrWLsmWBwBM7G22Dkzk1C+7uK6goP8izFUjS148+0wNgb40JugqxE4APexuE6MdkLYt/8lllOJcJb9u9CgXjCGfZ5dk56OtosQtqCvKN6UmGY34XOyHrbHaiSG6zeDmN1fWfmzaFryElGLlH0OXeJsSf/cYn8qcCUo8stPMk//jzH2PPcTGTNVFgLo/3EUTI2Fe9wi8wx9L8mM5OkCL9fFY4DMxfFdfsqOb7BW4F9qbQjTFem4uR4ZynWo50K2Z3xzn0Uaza0MKdoFfXDB7LyxjcQhwdPgNVKJbdPmtWJFxMvYaeEft8J8aT5mxCWwUz3xVmf5rpy3KGOpLSaaFEkISuFh78SX06JfFBHPNVO8tLTGqXFsuNWxjJzABk0z+HajNE0aBYWhMkuO/A99aG0wql1pZ/F3hXC53Zqwh8SCjNz/GRjqOJnBrwC3m7Mm9+C28lcguLSc9jYY9J2irG3pYbyWLanwvxfIdFZU8KuXmKYxXUb3StZLN9kbu4uq4nanh5tqL4yARu6tUZNfVom/aqK3sGfcwdbpmzg4T77KhIEJO5Op8yEDCfl80BfDt4Y8waHvOuY9imd1rqqJNnPcsPW4G0xlmMVHHdDBHYjeo1ryNPkjzUvDdM4Q9ajjCyzDab6qrBU3uBPsT42DI6eKsWmRnoRRurhhXHLRRwfpjf6s/uoLS8WJfIIX80MzHPDGgWVTviO5GgFYhLXysGyg2Y1FIKu/JmjRWXoxQPOtyAtlw23XxhpvSqmcWMhUPsEvnyzLKMNUJgaH8vi9tXAKpvZ7pwQvwsMnHJOjdwugx69j4bVko6IuIr21FFyckfaAwsJf+o5cqwMnClrwUAgpnrp4PH+Vuu97VkMoNWCakghP7/HbmAPNe+OGeLPCRAkYE1cgTTpeiifBmyrjacKF1G8KhYhSibIcZaMRlRkfoQ94xfNlTohrntFjd50jyytCuB//gLUKspl5Me/T/NJLycdn1EgSmUDHYf9rTAyCPbZfir5QRILLTBzqlcsUqCmrCyJmoqXUpKCMFfZ/3xTxrbpFGYCpQLEVzK+EZQwmAO1IFzVMu5dsdMQHkEJT+wgtxSHw73pm/DCi6Y5zNKPsDPMmr+AjjlaN4Eq5XZ3muOgCT26AlC4kHaNsok+DJsbphLzcOU5iCt4TzUr66FBM0W8lTEAcTg0vcc9iVocoJHD8AMX9lV2OniA/yNX8MZGrzfv/efCUi3DWArwKRnRI7SgAWSMqXd3vqKoGyPtOCJImE66lfMlaFZPvxJRP0FrRoQuvXdOaSIeTmHeDk9qcAklV1bX3/4Flf1nbiweu3cfdbwfyD/P8XjgjRTpPIeaOm7StEa1k0YmSHwXPvfgSrpmx4akwSI0Gc/uVP/u1DUpEVB/NDptG4XRJG+Ji4oezeJ3GAVySl64cAyuP/ucIxhZrDPrIlYdoIglrY4UNrVXVCScahgohDHCDz6+xqju82YnFYLkCEsRvVcscz8cVA0JVcA+R9eqNZmLBrpg5yYMDzONIs/zFIFI58EkjzVOdZ7Y66pNArcAbgnvGXYCcnX2jn0/G1N5xjBwSy1XYH8YA3vkYiCyXSpS9Wfsyl5SP1/oKY7M7RQis1Mz9XiI5dgWezqPpbYSnnz8e3sC56r2KD2eZ+/azddFPnc8WTwsoyxIpepUx6KgKaAHTwz9InZfZj3S+fqvOo1Iy9ZHfd9aLRoDhnhAz5gdAsx4yTtSkyb6yjpcmdEEapwFU5+GyF/ooPQRacPr0mzm54ukOcrNm2Yg+LBuvaBxDJ9CcABe/Lea/Yf8f3TxE0YdMWuzD/f/E7XNtwM0xTIzMc/wSnaK/X48YB/8vF5S5l8ANWcliF65KLtbVNYiGa6idBVNLX7FxCkVYel+d5gXMDrKP2A1YDwxnFdQnaVZNxRXUbQKPfj/UGd3Ey5LjW9YJN/rPvx8HgSSEoib42hfQQS2QJtgAOmbQ/LeCgmnnoSB6zHb4zA47K8D2S/pO08fRYNePvWYuFO3cbjYQA/2ar1x+YAIJtKAG6RWvYY3kOvirvjr0wBD64bmkNjmaFOSYyD5cn7rauK+jJwZG+7mi6vJ3oxR3/jm4dwR5"'::jsonb::JSONB, 'desk.new'::VARCHAR, false, true, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, '544705abc1924153b682ad2cced0c3d4'::uuid::UUID, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 5::BIGINT, true, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, '{}'::UUID[], '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, retry_key, next_at, reason, case_id, event_id, quotes_case, quotes_cases, office_id, created_at) VALUES ('mail:mol_ops-58@example.go.th'::VARCHAR, 'mail'::VARCHAR, '"sealed.1.5bf7371a.s1yeMBAmyKiHOdKehjHWhvxMrGyq0m0ggfM3Pr8OMp6Z/xqUzTTL0D5cd77vQEyXlrOZdOvYABsieQ50ay7NLt7Fuq823JaMWwQKc3859QZt+RtBBfmY2t8un1E23rN6QtM2f9cAU3zq56WWLVMN7IGqm8f+PtklwCHIHgDRI2Pg5ay0RzXesR6CAGE+WXczVfbU5zrdOiCNhoLZCWvQIEcZYHpROfRtxC33aoPeiJuMRQ5G55dFCiCr1Mi5k0N2p+FQ/Sphq0A/tIiOIbVlttUGhSoCC5aZMVFHrHSxD6VEnKYiQ8sxjVk5UGhPhwNOgH7lj+x7GTnSAEgGIyRezij2sQVW7PSFVPSA4oPfolAM680CI4yCael/KMiGi8ppCyMUFOkdveoO4UxVovUFgQIbDgzBUe0eYNZlloPjuq5vuwupY9yOlcfx+rNrI0FafbTv7QkeA8fBQ8DxO0tWOUavL+AJG2RlNBF57JyHyno9+SfaNhsgEzsypn6JGc+nI8+P7NAJfPLDJhjB4zC1lmjpHdlE28NYbJEZX22I8A2pyWKwxmFWOTisLS9F2DEq1cIS50f6O0zlguIZnhaFkcb0pTvaxOXaewW5N5g29xoAsRBbI3o0EBRUHyt5iJbnWbZujBHPO+w40ktaGlZL6vkbWo69c5WZ5dlMMeU6Runo13R2ORpNG5nNck+90ciNCX0rBU35LNvW71StsRZq2Z+5sqYceAiYVvSA0PTcdQq8W6h4v9Vupr/7pG1srbzDSw5VTuHpghkYzTNk/Iz0LKcE3ZIjAUL+XGb5PNwroUNWap6xsNWb2ngxkGsb7M/+QD8Ub092peiwwVIhzo1ihCe3vqD+xooNGZfcHafXLPETfGBViuhxNb+4DZsVIfA70Ks1rfhVqg/EbNT+lujkoZzN6VKjP0uwYXk/OovhselMiUHqVqNhlBLEKfrS+I4pjVUZeT4uC1Stp8Emcop7Vnj/Ujl+ALgsVmzgNv91ab89oqVDcvxXJcJit83p85SlG8YYFvOiCFYhgGa4a4A/DRDjd4WtPeM0mSXcLTn/0ZJMIx6xtwb6YNftjXsd45lR5zn8ItHX3VaSy2EPWCGu+k8o5L0YAJunPlDgSgEgvg3OAa9zqNnbGW7j7TkPzdFBb7mHp1rYvgLC5mQz24amwLa4UAWBAeX7XMpek5it84zdi11IEWSKiNxqozsk1NUqCIrVXeOIRBOxqEj07dG5Pd6D1xqYeLZ8Otyvjbwr2c5a14EPX3PYxYLe52F6DJy8lxy4Jrdy1H+9TVJ7kyrYZSbB/gDMSoY9VrFbvJTLa6ecTWBHzLcP1vmHAWXsMpeVSwbNW4LRLOBm1bAGEpacFhIDNxK6lWRpCS14BTxMHpW1yv04T8oSalBAg9VzbkIio+KFFXkH9yls5OoICkCiTZCo5H0WELYdpUuq15g+IDs4/nlRRUZUQGwX5/aH1eKFG457P9c3Mhb7GSL/d4dBmalrptKDxI9p9Tikb7laDSvsxcbqy3/inkPm6b+VVFF8s2D+lItkyXmA4ld9bTAxihU+X6G4UJ2bVVHE5nIvJSjq/cewHmqOb2wMuPdiVNyp7Me9SORki2Hifx8kZjZAhPkzt2EXeuiOHc0RAnW6acZi8DvY0UdnBuIGuMOn5UIbGBTcB/Cid++JZlvAhMV8NdIuF+A40KmG3tDQGYM3y8eqpdyhqQLrq3q7LNUxYPfiHU10DND4VL0mvENGsNV1GUUbkqPy+di0iiV4xfw3l/n6Cn+wgMi7ztKx0Si0IEd2cECmvLCfSC7mErjZmJm0iA77nl8MCU7uhcs3MTGYVAh9SXDCHCtHerOJYq+KhN0s9FbXfAySMKa+Fh+oWAgBnkCkdEgaQ4gccccUI6StJy/uJg1IoKKQhXKfRToIrifj1ZUsypeBWrZLTy4qFQm9j4sCbCiU7cY8gANp4FnyB+o47RaHbHvwDfdJ8xZ2noquWU5UGbc55egWn7Kb+jEaqhr4eU+jnyRvFKorTO9mcm0+qoWuyn9bPrLDPj030sPE//2LvzVtou+uqJRbZuVbABZ0n/xMOjSf9uWSfLWApRMc4U49muCly65FnRtApBrKpIBPpx4P0cFlCfuMGyxYgFitqzew1qfEAzA4X4BYkuKjX6C2yMd0vc71kbSRudLB2u+EeBZ8n7BT9lGKBgeP7Fn522cSzHQqWVQFPilm+AdvjL8cL2BS3QjNBvoWduG0FgHVWIuHIwl7nvsR/IDax8m6rchGZUiJtgqDDOIb24sdKban+PtRmlipBBgRMg=="'::jsonb::JSONB, 'mail.new'::VARCHAR, false, true, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, '65cf3d1a039d4750ac2fba6c2450351a'::uuid::UUID, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 5::BIGINT, true, '{}'::UUID[], 'mol_ops-58'::VARCHAR, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000005'::VARCHAR, reply_expires_at='2024-01-15 03:01:14+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='1813116f938645b8867301a2c7fa6db9'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/6a9e0062-73e4-4ccf-b0f1-1daa844354b7'::VARCHAR, lease_until='2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (6::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Ue468148607349af319a8107a7052f1be'::VARCHAR AND (outbox.id NOT IN (6::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000005'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (6::BIGINT) AND outbox.lease_owner = 'recorder/6a9e0062-73e4-4ccf-b0f1-1daa844354b7'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- 1
UPDATE outbox SET batch='544705abc1924153b682ad2cced0c3d4'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/6e037c65-8f88-41d3-bbb6-8dafd0b5aacd'::VARCHAR, lease_until='2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='push'::VARCHAR WHERE outbox.id IN (7::BIGINT)
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (7::BIGINT) AND outbox.lease_owner = 'recorder/6e037c65-8f88-41d3-bbb6-8dafd0b5aacd'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET batch='65cf3d1a039d4750ac2fba6c2450351a'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/f5f03327-409b-45c4-b76d-812fee5f5d82'::VARCHAR, lease_until='2024-01-15 03:05:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='smtp'::VARCHAR WHERE outbox.id IN (8::BIGINT)
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (8::BIGINT) AND outbox.lease_owner = 'recorder/f5f03327-409b-45c4-b76d-812fee5f5d82'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 1
INSERT INTO conversations (key) VALUES ('user:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000006'::VARCHAR, 'user:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, 'postback'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:00:30.006000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.VO87+QAhzAszChy3JI+Aiv6RR2JzZrD4qRt26KuyjrgRDub3V3WTA+bKd2kAmscgr+okvOgOfekiEadAVRTlGpVzNOcLCxMoZGEqEDMFQTOvIX3GPy+P2qtht4ZPnGjxTKSrOiSxvHcqGcqOm3jaYacJf4pDVmEMGgIPBHpNb89u741fW3vfvKbjCxioaobh91tyIZWOEzMTUlzT6GHd/vmyaXTB0AcbyIorTC7Z8GEyB8+f6fSbdJ7qEDcHjAYC8ocJD297T2i1imJzE6itcgrgJUVpSLBx0WBO/znXz5Ou/JIvG0JeaOahuJuGZqIfCsaI6vQXzqR39HWiLapWNSl/rFtJRn7ADK0hXe59itC23QxbtOJBH4CKCNztUHqIP8PQCXgX2HHVp9qL+XmzpIBka9IVPq3sdfTRQxx/0z9OTB8FRtTL8c0a8hCt6YTpUzlJuBrTQvTREgNIuEE0mSTFZGxGtnmrCIxqtJwgzqq9/+IZZWS1Vbb6ITugYzbm5jICtv4e'::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000006'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (6::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (6::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (6::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='f67addabfc295f5a864ee70592d2da34'::uuid::UUID, reply_token='R0000000000000000000000000000006'::VARCHAR, reply_expires_at='2024-01-15 03:01:20+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR
-- any
SELECT cases.id, cases.number, cases.reporter_id, cases.state, cases.kind, cases.category, cases.subtype, cases.confidence, cases.urgency, cases.place, cases.province_code, cases.created_at, cases.changed_at, cases.secondary, cases.flags, cases.people_count, cases.amounts, cases.evidence, cases.reason, cases.decided_by, cases.model_version, cases.read_category, cases.read_subtype, cases.read_confidence, cases.affected_consent, cases.mentor_id, cases.question_text, cases.question_by, cases.question_at, cases.rating, cases.closing, cases.result, cases.blanked_at 
FROM cases 
WHERE cases.id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID FOR NO KEY UPDATE
-- any
SELECT case_parts.case_id, case_parts.position, case_parts.message_id, case_parts.text 
FROM case_parts 
WHERE case_parts.case_id IN ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID) ORDER BY case_parts.position
-- any
SELECT referrals.id, referrals.case_id, referrals.position, referrals.agency, referrals.office_id, referrals.office_name, referrals.state, referrals.sent_at, referrals.officer_id, referrals.result, referrals.reason 
FROM referrals 
WHERE referrals.case_id IN ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID) ORDER BY referrals.position
-- any
SELECT attachments.case_id, count(*) AS count_1 
FROM attachments 
WHERE attachments.case_id IN ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID) AND attachments.state != 'erased'::VARCHAR GROUP BY attachments.case_id
-- 1
INSERT INTO cases (id, number, reporter_id, state, kind, category, subtype, confidence, urgency, place, created_at, changed_at, secondary, flags, people_count, amounts, evidence, reason, decided_by, model_version, read_category, read_subtype, read_confidence, affected_consent, mentor_id, question_text, question_by, question_at, rating, closing, result) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 'มส-67-00001-2'::VARCHAR, '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'screening'::VARCHAR, 'problem'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 0::INTEGER,  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '{}'::TEXT[], '{}'::TEXT[], 5::BIGINT, '[]'::jsonb::JSONB, '"sealed.1.5bf7371a.d2tUQsLxb++HatTUR9CUR5mFMAASR35cN1ULtp21QGuVTLfZCn7fqV7prdkijMN75b59Ck//V7qdgbcRm/QVIMMFoaSiKlF0GVzMVZf9iHftHgo0JMYDK90="'::jsonb::JSONB, 'sealed.1.5bf7371a.jvaR5dZOd3rs1yw8bTlq0RmtRBURqxBg1cbtAqgv0MlKYzazzxIUs4nRWYhgpVswwBiJPU5DR1KDmvqSkXD+zf6/DM0X5NSCDPoFFxeNC9VKXxtZprkpDEUsvo7YFDgD8GuNoCkpfIVrjpHCil+lxeDQxHLrNlPJBnASVQCcQOG1suSjVEqMirRCMWqCZAaP362aXFPPDiccNGWnwCjq9g7dgOXsQHRZ/geKkPn74QkAUmEw/sIoIDqVt2gLTSn1dzbp3azuHZQyeP5EqDv9tay+d3OY67aPP/4YscZibDJNcXGuuTOEvmNPpkxTVrtDnBZMZksbJSM1Cz+DUdxTMblJkBdauOIBDqvXigkfipCZ66MbjCNAMCnZAu9BXXfqkWv11H8lbGBBmYU3Mn3Swc/ovrA8OkHJzHyyLOC83/NTPheWiNmxZHJMeS30Kz/9fd0moprtKDNyyM74ekB0'::VARCHAR, 'machine'::VARCHAR, '2-595692d3'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 'agreed'::VARCHAR, 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, NULL::VARCHAR, NULL::UUID, NULL::TIMESTAMP WITH TIME ZONE, NULL::INTEGER, NULL::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET number = 'มส-67-00001-2'::VARCHAR, reporter_id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, state = 'screening'::VARCHAR, kind = 'problem'::VARCHAR, category = 'protection'::VARCHAR, subtype = 'P01'::VARCHAR, confidence = 0.95, urgency = 0::INTEGER, place =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, created_at = '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, changed_at = '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, secondary = '{}'::TEXT[], flags = '{}'::TEXT[], people_count = 5::BIGINT, amounts = '[]'::jsonb::JSONB, evidence = '"sealed.1.5bf7371a.+YmAs4MFCycbxhetPtT6XDhxCp5x3D4FvFqfG/J1uqYgHvywEQ7x9HBpbnnMUedui4gCkh6lf8KSUwTz5WYa/YIZUjByvoMH9DPHdmXu3sdZjU4/Yb3PEmA="'::jsonb::JSONB, reason = 'sealed.1.5bf7371a.+xq3ClA9PGFeuDJ4HRsBgtRAIEb1fj4Z4FCRxa05y7hHRCN1Bdz5FfImkT7/LJMrUSdP35wUL8eEuOKqyOqV4EAnxz7uOfwgs01Kv3G9Iyciri1b1FnGCkarxoMHcsXV7/quaoauJWiPKCO6d7JJmtbrTnGI1Pa2YBkIuFCl9ay6WZIRpHS+vli1KTKRnExMgK98uGZucto/DBbc6L8FlisblqFO29UNolPMfHbDKas2EebXIAE1047TPae+4L7w5iB+YiFrHzQUUt1XUs6b8xfVMobx+jPiaZNMj46P54AleLWzfchDR7Dl/Uh7SzhSDda0hRa0d41r07OeQsesTNgM7wQ1RENgnj9jhOHqKEpzJFqLcDAEYiXqxQVVJxllFm9CVbGB+3LVeKI2v17wQmO0NAsEYEG0CO9YpHlhOD7wwdtvSFBrG+b+AZwgrtaLKwRro3KJ3tjiL4EYKaOq'::VARCHAR, decided_by = 'machine'::VARCHAR, model_version = '2-595692d3'::VARCHAR, read_category = 'protection'::VARCHAR, read_subtype = 'P01'::VARCHAR, read_confidence = 0.95, affected_consent = 'agreed'::VARCHAR, mentor_id = 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, question_text = NULL::VARCHAR, question_by = NULL::UUID, question_at = NULL::TIMESTAMP WITH TIME ZONE, rating = NULL::INTEGER, closing = NULL::VARCHAR, result = ''::VARCHAR RETURNING xmax = 0
-- 1
DELETE FROM case_parts WHERE case_parts.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 0
DELETE FROM referrals WHERE referrals.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 1
INSERT INTO case_parts (case_id, position, message_id, text) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, '400000000000000003'::VARCHAR, 'sealed.1.5bf7371a.RIFNrI41ttfvdU4EP+4OJiRVuwSk2I6vMFA6IY49p5PgbsgFo8Bk+bJ3q41Ov4H0auFZ3Cv6wjywtBWv3qT8LQcVnqrFuT9I80aqjMBOnkpNNgGKDHirP3k4nsJ7bC6XeFH9qhJClLSFqPLigP5zOoTmOnC0cCsZfuFYl5xbjCc0Q6rvsSHgqD/Xsmr8nbHnMMTV0jfA191clpFOTe4eJskavjPup6q/fU3XhItYGULCyaSE0zgWlH4UqWU='::VARCHAR)
-- 1
INSERT INTO case_log (case_id, at, actor_id, action, detail, salt, detail_hash, previous, hash) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, 'taken'::VARCHAR, ''::VARCHAR, '\x7365616c65642e312e35626637333731612e2d9262765ebea42e4086a4bbd9591e0e9e9255744e76f7bc5664521c99eaaeec7f20bb1329a3d7a53002e605'::bytea, '\x5d6d3d0564c7153cfb856e62955916d562934201aafdcb555677cf0ff5a177eb'::bytea, '\xc66ae6d6d49f746b7034bbab3cd55adc81c78f9abf5a073da023020c3a410871'::bytea, '\xcd049da712b43b04cf57babe38e3f170cdaa8f0cdae6a05f5e758c24b291f1a2'::bytea)
-- 1
INSERT INTO timers (key, kind, due, case_id, data, state, attempts, reason, done_at) VALUES ('75a9dfe4-a7aa-567f-90e3-c52f06828407:screen:'::VARCHAR COLLATE "C", 'overdue.screen'::VARCHAR, '2024-01-17 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '{"level": 1}'::jsonb::JSONB, 'waiting'::VARCHAR, 0::INTEGER, ''::VARCHAR, NULL::TIMESTAMP WITH TIME ZONE) ON CONFLICT (key) DO UPDATE SET kind = 'overdue.screen'::VARCHAR, due = '2024-01-17 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, data = '{"level": 1}'::jsonb::JSONB, state = 'waiting'::VARCHAR, attempts = 0::INTEGER, reason = ''::VARCHAR, done_at = NULL::TIMESTAMP WITH TIME ZONE
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.Ms5D+D4enwhsESe9gxkCRHMgi6EFqHjINQNRNYTCfPj800CMUV6j3ZCVUPzVt1H5qkNS4fsj+CqpWUEESExGAwLaa6l3zBpifEXXBsMIkJur9DCXoqFcSHr+i+n5ACK5NHOxWYB7qcuirQZ8E2zRYtNPT4C/OhnHv6dW2C+TPlnLK259059oJQVQXYHhJGvP5tUMRVy9j2MiRJdwnWykyPEH/ewCT9RxF3zpDwI4MF9lY8D1k2Z5v3ZAArIGKPzyZ40V6xwaQWXI78pPJ0REH1yXR4KT1jMUqsoTBVpYRrO6TFEMOqavymcE2F2hS5wSkDM5Ee+h2qSxpFv3vk9a9ogZpGGAG3kVguK3yO19rm8tIplZspUVXAkm2bBTksJEq8ZmAE24bjNyvb3bBqGJSHxAKKIU9PK8hpQwui/R9n+e67qK1lLpyiBPzHoSCpMNQ152HyoCSO9pwR81tjrkZ3jDJgwVpsKiAcY0kaizzdV7ar0fhl/3OHrB/FfOjj65vYXPB2lUa2HnaQJh+AU7gvveKK2FC6WmLq2CVyQDnLr0cctx5f4UxoJ3LNoVVUmIF/hA5Uox2G+VhjVkPf3zbKRIRvds9UtG3GLqloQDraMLIy5FeQwZjP5lsSf1e6/4rEB6UsD+DTMXFNc/6zC0NZgpLDu75RjIKeURK1NvSeArQTtWc2kseQmZbD2/nYt6MgPpIWFtu9GbhqYoRRlbQU1fgNcQwZvEre7oz0j5YMrATYAw3XqiVkcz7Wp0PMkFLVlgm26EqFcrVDggIwQUEyXEdg5iPAX6zcSDotED4Rq6qKtCrwz1gfatUk8epi+I/mzQdln6kf2dPNXFUE/paTlMEp4qPIKTitW2Zxtde8t/MZ3RVbK9rEoLf8f5ulHzVwAvGNi4s6Gl5YaDnD1QnMPlSu6T7hiOGErX3IYThDiHzuibekiyaIzLc6Y/YoBy+894QUGw60rEysk4D3w966ND50R7nOWJBduLKM+WFhdL54TqMtDC9/AI2M47vZ/R+Rrk0UiS76K8RbY0zaZFJF67iy4kYHuI6/+CtKupf46uVHQkJgrW8u+L/PIs+yOKzDvrW7zKw0pKciUha+USeRnuxALlOsrzFC5DjW1zq+5mdWsuHAo+uUIeOhlhzC1NcBKsOOTnIvKC4aUEm5peugbyByu1evBC5AnqJ/i3Dl60fVZnwVmLrWl6dDAvFfMtMlKPrRFnleSIEz/V4T8KMAekJWd40n08gSTVFHDtif6goMLWh/8bqXrY9T132JvEZEVvcoz2k1bTBY3L5tjWSjh+7JMAlJnpr/aYVJ3QQXs0cMiK13uIt+UIvWs6xcUhcFwqzyMWqXH0shntG6mwUZID14JoKVIIPpCnYKLoIrvBG5FvJcQ9pow7reN0aV4Pe0p+9+QSl+9PnQ9TRq2aDkmoriSJdXSWDzwUZqfnsFtUn+r/T5lxQvA0RPhfneatAiTozA=="'::jsonb::JSONB, 'desk.taken'::VARCHAR, false, false, '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000006'::VARCHAR, '2024-01-15 03:01:20+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '3cb1e5ea7f0c45ae81cf3c297f5f4c32'::uuid::UUID, '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 6::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000006'::VARCHAR, reply_expires_at='2024-01-15 03:01:20+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='3cb1e5ea7f0c45ae81cf3c297f5f4c32'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/bf18d062-d4ac-40e7-8d79-4faee9a8646e'::VARCHAR, lease_until='2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (9::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR AND (outbox.id NOT IN (9::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000006'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (9::BIGINT) AND outbox.lease_owner = 'recorder/bf18d062-d4ac-40e7-8d79-4faee9a8646e'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000007'::VARCHAR, 'user:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, 'postback'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:00:36.007000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.USExOqQyHtrAMa1x7nUN5jBmwdJhhRAAOcM8c/zMG2MGgpg0gOw321jat/Sa1HF2wmpcBRtmH0we5E0HJYi7mChV/bUBBmz3e8lq88+3/5XtvR7eue7oZ5Hs5d2R/FpoY1BxYWj7Kg/vuse3Ab8REgUuKSIrzz7CFLmQcadlYx1xLgWu8pyNMg8skBHePdcSEw5x1Pr8eXAaXe5WuoxMus9W8aTGgR53zW2QRo+J4/mWxV2peWbrL/ADbbUtUg7oKoRggeoTe/71n//GYned89LTeOFGcv1Gcdv2FUFrGVAsRNwA46KEluPPVzsc9vs28libILCFjp7AGCaTadidCMzTfADUkzU9YGd6X8tjOV5SM7i29KftBGHZ/iRMIwFJgwh0Q2otg5nGA/J6eYZL6I8oEA4lDyLNheNG1u22xZiR/DES04gI5X9QvWqBTZwW3pj2WYML1VaIFkiJACpvUddX2drSrAPHg3KTXEXSTGDJb6UKvIZ20unsLOKjywTEjZBUQffocw=='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000007'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (7::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (7::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (7::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='f67addabfc295f5a864ee70592d2da34'::uuid::UUID, reply_token='R0000000000000000000000000000007'::VARCHAR, reply_expires_at='2024-01-15 03:01:26+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR
-- any
SELECT cases.id, cases.number, cases.reporter_id, cases.state, cases.kind, cases.category, cases.subtype, cases.confidence, cases.urgency, cases.place, cases.province_code, cases.created_at, cases.changed_at, cases.secondary, cases.flags, cases.people_count, cases.amounts, cases.evidence, cases.reason, cases.decided_by, cases.model_version, cases.read_category, cases.read_subtype, cases.read_confidence, cases.affected_consent, cases.mentor_id, cases.question_text, cases.question_by, cases.question_at, cases.rating, cases.closing, cases.result, cases.blanked_at 
FROM cases 
WHERE cases.id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID FOR NO KEY UPDATE
-- any
SELECT case_parts.case_id, case_parts.position, case_parts.message_id, case_parts.text 
FROM case_parts 
WHERE case_parts.case_id IN ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID) ORDER BY case_parts.position
-- any
SELECT referrals.id, referrals.case_id, referrals.position, referrals.agency, referrals.office_id, referrals.office_name, referrals.state, referrals.sent_at, referrals.officer_id, referrals.result, referrals.reason 
FROM referrals 
WHERE referrals.case_id IN ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID) ORDER BY referrals.position
-- any
SELECT attachments.case_id, count(*) AS count_1 
FROM attachments 
WHERE attachments.case_id IN ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID) AND attachments.state != 'erased'::VARCHAR GROUP BY attachments.case_id
-- 1
INSERT INTO cases (id, number, reporter_id, state, kind, category, subtype, confidence, urgency, place, created_at, changed_at, secondary, flags, people_count, amounts, evidence, reason, decided_by, model_version, read_category, read_subtype, read_confidence, affected_consent, mentor_id, question_text, question_by, question_at, rating, closing, result) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 'มส-67-00001-2'::VARCHAR, '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'forwarded'::VARCHAR, 'problem'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 0::INTEGER,  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '{}'::TEXT[], '{}'::TEXT[], 5::BIGINT, '[]'::jsonb::JSONB, '"sealed.1.5bf7371a.wg+jmRJew5mEJRitOakXYUqvYfhbNDUHdk1SZZsBvtQ20E71bbCJ1N3ZfmIqRd9n5X5mA0iTdbuHHLfNH1QdlBUrYY6gjrvGVuW6asESS0K0dqlHnz2ljhI="'::jsonb::JSONB, 'sealed.1.5bf7371a.Y1wXwpyRv8w4p9viuJJRF2xJ2JnXtylU1iIYUL6P4gEB3063nXusVBGOawNhGLPJZzAP1/yDVYCNQAMf8z0M4KH9M5vAi5Rkov+FL4PUhIaaA9dQHtj9IhKMGIEnSODDvQxH9tUvwMDR3d/Y7E6P0CZHeAaLcbO7z3174hNIW3AviqDQ6TEfApTi5nnyPTudBb6dmmeIu0xvD+vs37BQ1SLmvHG35efiJXOurYCSQcTTS2DRnMPE5ALZWy0pgLBSv23yT2vmEvj6pQ+K0IjU2kpHVMzPUUq5MylyO9Rm9CAscecKy5i+LX58SB/9kOpgANay2Ws7/T64oYNgod8YfGG1wuUmypQSBQ3vPew7kg1qBqhOC6MMhSxqkmjwIK3ABvHy4+C9EWgKYppVZ9lWRSY+ZGz9KZ3HitTVKM42N+URAPwVSGNsVdSHzw3M/b/FMLyRIqqzwUQKZWlZG1Bb'::VARCHAR, 'machine'::VARCHAR, '2-595692d3'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 'agreed'::VARCHAR, 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, NULL::VARCHAR, NULL::UUID, NULL::TIMESTAMP WITH TIME ZONE, NULL::INTEGER, NULL::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET number = 'มส-67-00001-2'::VARCHAR, reporter_id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, state = 'forwarded'::VARCHAR, kind = 'problem'::VARCHAR, category = 'protection'::VARCHAR, subtype = 'P01'::VARCHAR, confidence = 0.95, urgency = 0::INTEGER, place =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, created_at = '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, changed_at = '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, secondary = '{}'::TEXT[], flags = '{}'::TEXT[], people_count = 5::BIGINT, amounts = '[]'::jsonb::JSONB, evidence = '"sealed.1.5bf7371a.Iqz+KZnVxnlf/8uXafg87sQJh1RhPkhXwOyMFZ+xHGYpSgMUIMXqwkYZ0SXnb27DNaKNuq9f4Lqz4D8kWSAoG4SDhkA8JdoPpJzKqjg8eKXhe8MY6IzsQuw="'::jsonb::JSONB, reason = 'sealed.1.5bf7371a.vHamPlUri+sHXtTbTho3H6KbyXaCGyRD9uU8Tts2DRiN+DDQ2f3m9roksq/kE5BAEL+i/Jt69gsit2b8Am0VuxBPv+8nkLfHSL906I21rqahBAAebNpAI4pqFS0oFsexa/3zGfl85cu6OO2s8mtsYUQbMNsCmH6+od/Ec1kyHCvHMK+i1q91A9TWF5tikm+yzjTzQiWrt405jGM78FYVmAhfPjMpdLp4euYBXeUIP8uerZWCpU9J2olrHdkBfiKE7rA0/u9QwNTgMLN8h+g6M0eCB+N6TyLQAoRo1jUPxEiwMJsGCcdkWx2U35Q3cPtMKE9n2Zu9KwIR5+UwZ5q1+wTkd9YsLyXLDKtvEHkZlXROO+aH3L1puNzdnMTUfpVzuyiHj3c9J65bH/vwfaNvdGBidjx0GpOyvYAxQjj3/kJfTgDO0zrjDAfQmm8lWUT6pU6kHuu0nP+g+8V2/hWn'::VARCHAR, decided_by = 'machine'::VARCHAR, model_version = '2-595692d3'::VARCHAR, read_category = 'protection'::VARCHAR, read_subtype = 'P01'::VARCHAR, read_confidence = 0.95, affected_consent = 'agreed'::VARCHAR, mentor_id = 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, question_text = NULL::VARCHAR, question_by = NULL::UUID, question_at = NULL::TIMESTAMP WITH TIME ZONE, rating = NULL::INTEGER, closing = NULL::VARCHAR, result = ''::VARCHAR RETURNING xmax = 0
-- 1
DELETE FROM case_parts WHERE case_parts.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 0
DELETE FROM referrals WHERE referrals.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 1
INSERT INTO case_parts (case_id, position, message_id, text) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, '400000000000000003'::VARCHAR, 'sealed.1.5bf7371a.9ktzq3d2LkDSzj1E72v58slbI/bKgqxdr+skP4clqjs6guepRzVbeHChoLCQPQDdKD6nvN7c4s+D3HJWK8cYAC4XyYB16R8XLFhDg4MEYbj0NdMbGodtRtS7H3Ardcx3IZY+u1TMF0lCvEMupiJdpKeNu5N7DOPFX1cnBtgY3nfNhYJ509VfjEMI1Ix5urSSwMGgrJKpbmNOuBL2YJkb9s25o233oWuD9cIoFxLQAqDOIsJJZayJSp5ljNo='::VARCHAR)
-- 1
INSERT INTO referrals (id, case_id, position, agency, office_id, office_name, state, sent_at, officer_id, result, reason) VALUES ('f752ec8d81a752ba8385c3d9cae1d937'::uuid::UUID, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, 'dlpw'::VARCHAR, 'dlpw-58'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน'::VARCHAR, 'sent'::VARCHAR, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, NULL::UUID, ''::VARCHAR, ''::VARCHAR)
-- 1
UPDATE timers SET state='cancelled'::VARCHAR, done_at='2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE timers.key >= '75a9dfe4-a7aa-567f-90e3-c52f06828407:screen:'::VARCHAR COLLATE "C" AND timers.key < '75a9dfe4-a7aa-567f-90e3-c52f06828407:screen:􏿿'::VARCHAR COLLATE "C" AND timers.state = 'waiting'::VARCHAR RETURNING timers.key
-- 1
INSERT INTO timers (key, kind, due, case_id, data, state, attempts, reason, done_at) VALUES ('75a9dfe4-a7aa-567f-90e3-c52f06828407:accept:f752ec8d-81a7-52ba-8385-c3d9cae1d937'::VARCHAR COLLATE "C", 'overdue.accept'::VARCHAR, '2024-01-18 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '{"level": 1, "referral": "f752ec8d-81a7-52ba-8385-c3d9cae1d937"}'::jsonb::JSONB, 'waiting'::VARCHAR, 0::INTEGER, ''::VARCHAR, NULL::TIMESTAMP WITH TIME ZONE) ON CONFLICT (key) DO UPDATE SET kind = 'overdue.accept'::VARCHAR, due = '2024-01-18 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, data = '{"level": 1, "referral": "f752ec8d-81a7-52ba-8385-c3d9cae1d937"}'::jsonb::JSONB, state = 'waiting'::VARCHAR, attempts = 0::INTEGER, reason = ''::VARCHAR, done_at = NULL::TIMESTAMP WITH TIME ZONE
-- 1
INSERT INTO case_log (case_id, at, actor_id, action, detail, salt, detail_hash, previous, hash) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, 'referral.sent'::VARCHAR, 'sealed.1.5bf7371a.4lE/sRGU1QBMF2GFEaGLOlMv9OCqo3Z2EIBwanvsBPXDkuQ='::VARCHAR, '\x7365616c65642e312e35626637333731612e29fd00df77e0d354846e1ce82897293c17c0455039bbe406f0b50cf314c372a8547af27b2c90b80f11ec84ff'::bytea, '\xf3124cb120161e92343b0b797f3ad965354e066eacf05f1ed8d452cffd16ba37'::bytea, '\xcd049da712b43b04cf57babe38e3f170cdaa8f0cdae6a05f5e758c24b291f1a2'::bytea, '\x762f21070c905e524ecfd6efb7f7f60ba72ae77abbeea0e6630521c11c28251f'::bytea)
-- any
SELECT people.id, people.line_user_id, people.name, people.roles, people.area, people.province_code, people.agency, people.term_start, people.term_end, people.consented_at, people.applied_at, people.blocked, people.created_at, people.erase_asked_at, people.erased_at 
FROM people 
WHERE people.roles != '{}'::TEXT[] AND people.roles @> '{officer}'::TEXT[] AND people.blocked IS false AND people.agency = 'dlpw'::VARCHAR AND people.province_code = '58'::VARCHAR ORDER BY people.created_at, people.id
-- any
SELECT offices.id, offices.agency, offices.province_code, offices.name, offices.area, offices.email, offices.phone, offices.address, offices.line, offices.valid_from 
FROM offices 
WHERE offices.id = 'dlpw-58'::VARCHAR
-- any
SELECT people.id, people.line_user_id, people.name, people.roles, people.area, people.province_code, people.agency, people.term_start, people.term_end, people.consented_at, people.applied_at, people.blocked, people.created_at, people.erase_asked_at, people.erased_at 
FROM people 
WHERE people.id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID
-- 2
INSERT INTO case_log (case_id, at, actor_id, action, detail, salt, detail_hash, previous, hash) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, 'shown'::VARCHAR, 'sealed.1.5bf7371a.NPPyZ03AGFShOUysJc1dYclkE35QA7xFopKXJYB8w5iixrPmb6A='::VARCHAR, '\x7365616c65642e312e35626637333731612ef2bfaf41356544bc762bfaff780b7b120e6bdc5cadbe991ed27a9d4ee58c5e237956bce86f5f5899718c8eec'::bytea, '\xe460c32d288580276e2b93836ca126762e7e52c6474ea36565cbb5c2c63bb2dd'::bytea, '\x762f21070c905e524ecfd6efb7f7f60ba72ae77abbeea0e6630521c11c28251f'::bytea, '\x72f6f5bc55539d2bbcc9ca1bac68bf3692b73b7439ace40a60ba2417158c60af'::bytea), ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, NULL::UUID, 'mailed'::VARCHAR, 'sealed.1.5bf7371a.Av2QKrhrbORGBb96/6NbQJRt41ColKTczw3dpsK5BIFm8/TI+XMOMxiWC2XryjSpQQ=='::VARCHAR, '\x7365616c65642e312e35626637333731612effbc29e4a644d40babba7470121b34a4311cf752bcbcfcf28a54a8e08518d458d24c2820f6ccbcc7107ef313'::bytea, '\x12e27d5f4c26e216a024824d1d267aaf9e7e2da6705f0d1941eee9c2411f24df'::bytea, '\x72f6f5bc55539d2bbcc9ca1bac68bf3692b73b7439ace40a60ba2417158c60af'::bytea, '\x295bc97af1f440e50e48570b2d64737c47dcc4db386485206a6e0d6088f4dfd0'::bytea)
-- any
SELECT outbox.recipient, max(outbox.next_at) AS max_1 
FROM outbox 
WHERE outbox.recipient IN ('mail:dlpw-58@example.go.th'::VARCHAR, 'line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, 'line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE GROUP BY outbox.recipient
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.I1Ypjbt2w/01c44uIlU5asB8OH2j19ZIXKf7D4iGl0acjrVjHd+5g3oUfeIACN7RpQKoIXzp+DNJqKZDAGGZcK4UYCq4wA8ksVD9oBpDWSW1nV5TPa5t87d72IS5Uc8wo6UsQXbtM2nukDbAldllDBMnCep/OrqpHmQhKoHJx+qVg2PHi7mBgV4v1mzGrOw3Wjg3inExfCY+6606uC5aMOB3ME8OMqCfVxExKeEj/A088++X0oSK0Tz4bvKaBmVIqARYBglzqc+987hXLJnUSYwdvQ1uj2bnwPVVQ37ZMcSsFyFi//EPYBnBCeZcGe+L+/S5VgQnosLLA0Qqs+PqOJF5W2OyDr0s4J1J6cazHBOB0YLSbkDnztV7scZqxDtDGnqaaA=="'::jsonb::JSONB, 'desk.referred'::VARCHAR, false, false, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000007'::VARCHAR, '2024-01-15 03:01:26+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '88398e369126469bb2c3d9d5495ac33d'::uuid::UUID, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 7::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, retry_key, next_at, reason, case_id, event_id, quotes_case, quotes_chat, quotes_cases, created_at) VALUES ('line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.pbmRSS2F5PoMlf+l7hGFknbg1S0ZRRx+GUvv8gTnAgRj60StFVo+CmDecLwi7QlcHtJ1pUnO52YKazSOKPM+Y1f5wDtRa00yyG1IB5irVkO/Y8Wtu4F7xSo2EwEawP8CGFNpz+60rQG6TaR+7ZSO9F8E2XYCXlLNJmAdxMMP1WUTIvhxiX4GpOTcdZW9WtRXIS+oV0ty5vphHNzj8uOowoWvyUE+KEFnACzkQHUbs71FVjVRAKL0YK2vA1kXOKHLRgf/Tyo5c4PBWsShWe9h700c3P3dhwFHL5MGabaGoCuPmypswmSh+bXD6f+p0MYyXkh1jWFLqJQaEJMYm7xFnR8852Xb+XaI5jMXWMLp0J9kRSrAHMEY+luPnHb7OmRuNhqeg5Twdx6EsyvWiLvfPW055wTkhj7cIrRf+G2pUqMz9oPmBb0Vpg6Xr8/9TrxcAjQ/t3+nOn1hivr3BIDBgcl+I4ecQ/03L9+n8ejmevJVdXIjJNZBEOyDr9z5qHQqY17pusZqDEuEOddxOB70lsDIL5uDSxAfe54xVODEII9T3BRP8uIb0rwhA27Z3Kjfy9ARCiOUZ7c5TJrGkUljkDgJe3dMNgesrWX3kPHISor8N4AMmRSTH+L/hvB3CZidmIV7Yru3QGIqjr5FOtiqPxBXwm+eEsWZ7tx7+zRwMxZGVZpP3yj8O1l9+snEhNJkR1m9hwY5BxNx5Yc+HzbR/X+qEAo7FC1OdoQRYp1oYB0T8NxtnzWzm/27Rj9iUqkv4lDzuO+WjhlCZjIadZ+9+9Avo3sG1L5ThaNVzYil6IVL44Nne5ge9tJZM5Xy0uRtZTMm/klUYFZU5gR31SFeBX72RVh473/HVzUgQM/G2m2pqq6BxPDGMn3Xhyby5aEQr44f8HwRO2poeZes431552NeWd6c60WEnN7ijndz0XZB97vC0BXGVVz0GpIS7XimnpF4ByJryutYSH2lai7SDn/IkxmeENOTU14RgyQaVXi0nYe4PV+zYlra2qIvPmYzQwpsDd7puzE1U27F7/VyNgEOJ/L8JmlqDchfz87crDhCM1oBNqnm4SjoCq6TYonNU4zA3bs4Yu8Ls45kooje793chiYt2rgZuRWVxp8RpYIKeR+kztB/LYzxWNPEcbsCOfWWU7bRIU+HjzZbVz+4pMgZjLR7mmw8j9AMg5+wYJVQS+1H+HCDX04V98NCNrTJgDUZbRceQLXdjHK2tqWm1tDbk9C+9iNcehHDpyza8e+sU9M/BNIZMZQUlwmP+AB6sMOR39RBAT5MJW7RN8CwTJdxTn4ZmvDzQJLKLDuSgEwmfvIj4R9fDO8fNU5KMOuo2v/b5RDvyIZtkd+UCdYh8rzOrwIfgzum0HROSglwpEA3C6zaHCJKzxf5RDynPkjAX8+wlPNnKlO2NIBiEhL0LN7F634aW+X+ekq8Mmk9hUcokdiVrx3M4m5qA8s4IDTcZUwfXU/159DVqGnresSobC4F8QR9EFCdgltoaMgs4d+wMqJXgpnepKBBh9gCJPusiqxQYHDLw8J5Om0rFSyZb3hoUffqtwNzBn4NT6mR++FkLBbfS3zRTlHhvSfEWQgVLr6s/bAakucPPogVFIDkbcRPW7m5h8Hf5tU3n4jmoQlnNXKtrxFT7pP9Bg0TqHESpjwZzBfA7xg3oj3K3KMCz5pe96+CREyLA2WCsNYFLD0KqL7Az6dRL0XQbSaOYWH0reS62GKOUlrIT3dfA9mbF7he+pXFsNENDyKzXXmhe8fGv5vZmTpsPUyhDNThzcjkgFtE3hlXMqy/Ukrr/3H659NWsD2bb31nbDCoOyRcmIUbeKjLKIhXH6vStJR7Umyh75pWGn/dDy6eI3kaw8C/IN601/5fjTd0hWeBI1q4QjLDGz5mEzI1ivpAhiyYeO/2Zsr/61N2xYKYrcZOy5geDnEvx8R9LROA/RijgaAzQEbDpHuuHIxiGXjFWCKAOlabuqMMvjqSu4PiaFTa52b5aA5oFPEfaCuZ0R74V2h5e4xULAtht2nA9N9O7tXlUZPaKorZ9vHtab4e+61cPSXTqe25ONHzJHPt/Xr/FTQq34Pc2Z7jiLZbmJROe2VkOmjW/htY03HlRRGELfbk6DJkSToOpXOtc7oeNckA1I76xR+Sf9ye1B8CyhKxbQD39IHlwx6sNX5/lLNA7iyF4PqvbVdA0bZvpYxhgcudDqnZOYWBk9/Mvl8c7NdiYT4l5zjeaikhyH2TWSv+Pf6uWNUo2J7zrJCDrLifes0+H2l4cn33BJ0FcHQQK8ekhEM9zxB5tn14zMGFrhYj4h2lwgz1MrVs2P6ZDY/vP84tJy1rP7+SqnAtCyCdzXTEO6tsLOBqWQbAbU85UmHCZcO4mWEjCSuLbPd1OJto88+neuk1QT9zLbtkqRnBjwmbpgmHtDjMKoT2RokYRW3ceWQLXmhFqY8zvDoaTSf3+0r6GufGwNzl/J9YMXMIankLOIdD38jQpeun9/xTsN83YRXaLIdWetrTaqMRGFJsMTKp/XT/+12OXZKBKD6Bb0Wz+uvlFQI6jpI5WHs/pCDNkwRHOroi9HwCiSJpansoYkBrJkTQ17cB96ZSQ+rEHoLIc7iw6MvAKYcvbo5onwSGMN9qJhZwMsDQpwv96orBY6sdlpT3Ip49H9uq+5pnZL7tIU5GcCqLIe8A7rs9/HEcuG5nkZLQDna5fR95Vf6cGl3alNeCAlepBMzVLFKxEptC7Fnum9RSuvzoXODzFq7L/2wGPTVf5wvNSudsomsjcH4k3LU/AW5RSgR0CzRXi2CkRipVS+NMzZh5S4ayujKBI+t92l/QARSCTMgI848/xv9Vjc/SAhHmmKCpmGbFPEVdCJMjWOnPdqEf309r+6ouJSeElQ13IojnZqmSF4I13tygWVogLJztgYF53lQY2pVOCCCVY4rtjA0GaGEOnxmXrwbAGJIj71f3+jJOYABFIG0GOhdOlEmu4/TV77eLdXL+4S/Gin3eBj6SvvomcqoGYVmlA0Hl5DWDyF8SRgVRe8UVBacDjnDWsLDdQiAv4dg/UKNnkciurbnLrgM4zvCLoeIlzudRjra8RRtYvMEEnJzP9UAcs2VKpQsD9eKCgwwSva0BZl42kua5uuLq2D048TBhOqK/iahwjmpdYrq/hgvEGdlncKK6ZVg0do7vCv+uzOfYbFKWMiCGLND5faX8eYK96phvx8n5qcD5cxEI7Dg34uHCPPeiswSfa/v1xMCB1uNUw/x8GgmxKn7geWRltrYpLLluXphmSHa9rNL6z1O2wI6/S/9P9MTUyd/ddZRuAa6jZsoJyZxrhhfzXWq9OHKFDeSplMyd3HEcb6/p1Q9mncsIcnJA9rmxjZlLcg9Rc3gikr8kKP89DIlPXFS/cdU0nbhc9AyCMkZO41d76pWheVTaBaaDQANL6aq19+pAY6dh/bXK9oblqHecTlzOTh0DvK0cIlO3u4bZtCxqZFJJNT85UmLQKvPC6eDWq10Ic0CqQZ1BcGPNEqYChAGSL+4crCRJuqOzrLMH1Kz7XE4eNMDs1Up/++PN3WfoKGqQZDjFCQyjhYeZYjsn9//ZjWW0LY5i/T1B6Qj4OlRx3JK+ZMfFEgJ4weBDtcRNaVVd9s/BhYD5hFcmWl60T3wwgtpIEfZm/zSnSOi2Ug+2davCeKTLdUrj+OEE8NwZg0LdVk0EEnSn7vl7O1KJNYiF9TSFPKgO9Hnepymwn5sk9vawIyA7OoLS3hM+o3jGOe9PM5ckwkSS0g/ifg2e/szgcyMnLFFPrJioqSApacsP9zOImGrUelLV6G1KKOjH/K+ZwNIUQ1jUCgco78v8Uz975dHVIIvbf968VLrk3+IxJWOKj4AURc/ggZ+pm+y1FBPOLMyS5ktgUl0Z/83Js5ZD7+GGD6PAPGSx+d24dB4qirzaYoh9o/cIcE8Ev1+ViNidM1fRi02/zVPKXvRKqC/6MuAkCvjoDUMxMKDMjvMgMaDbWoI8dTVAWv+Ae8vbJyoK3u8+42Xayk+7GqoxxfvYUOec3sMvTjJQ4/V0y0mewVhEtwqKFwQblsdmoPaXELoo/UR7tHZvzfbrq7XkIVTmj9eIJg6YWLfjO30A4GZd9xf0hSYTw4yh4I5kR5XXzWyvfqNDoxvqKPQ4J6w4dzGFFvv+aCyq3Of1Miz9Eed3AmZVrj18L6posEp/tnZ3EIpxkgz0QkeIG9D9jdp2ngo2K3SMf64YKAZYC4dtHMEOISoNiOfgjrEhg8xE+LWx+huCVNSGCE61eVYsY5gpAa9RB/WoSUx0xdTzC85u7IOenNNT0NRKpyYUx82AE9JxEJvI5uFFj0wzbwrsHJ3wMzsbLmdMpzEPknonmBtZyPlM9UxkzA87sVKOsu40watxzTpgouYqul0Hs+maTkuPfDdD3XXU531QNOKlIxBh8RQF6HhUWtM8aLE873jyO6qU5wM6k8GhljlVs7C0ozVHJ6ZxPQxeqXvIEetQSbWSCdyn8eETW+bzGeNflHWko1nydur4PusniTGEPJsma3vnl4zerf/30OaLEZF3ZXajB4vidk4n+KdthFyDTzaezJepNxavuqx1xvGqyeGJ31SHO8hV5QK3iiCOuZEtu+MkYgrCqbhL9F8ePZwWuNeVLlNR6qAqzd06KCEghB4VSQZB+HY4gWjQlGk6/3lCFsE20/wpF7FsPOpAu3Z0xJj1zPI3TLxCtXOcDnd73jcs/cGSN/uhy18hKM3kden4PfZIlVI3M23ED83ux/2x/X4Ke+vtjx5+gJWNa4arlselImBcdsqRdiK5ZCvZ1yQYJ/sHFvXinwbHg8NdpicB8C/PBWn1aMCui4AOhSMoPIFmA/G8GokQ5bNiRvVHPTbnkKeDqMTJVZfqvz12J7aMk7sJ0dk6TgRMmK4JLNIvLGGDPXhtjWenll448Nq6IMLXBU9NWJhHllK5bdeejwLfV8GWFqphYzUng2efxS1HkZyiCfo0KCx96GydWoGUqjyvy1rXrVa/qT54tE34k1yj1YVjJvqtiE4WTRF90u6LJS8V1dES4HBM7QtlCTs1lZncu6JHdCJFdtha4ACY7uyeTeOdBwKK9iMD6MCSSGrYZiE1EwE12t/lYqlz8eZySTNnb5yKZGM4lcaqFGLDtZFddyE2FPNmirCiCvyL6zRj1jezdkApG59Ovk6LlsMJH9/JB4MLY2UTvGsLE5e9A2mCLn8suyXsy/1dA8MfMkZi/yXDclZjVGmjQtXqfLnvqQbqDpECWhVpgZxe4Ll2z/tteeQIPk8Ri1lBlXikrWxuXtpChfbrwbnozUvWoFsv6lgIrhQPAmn6V1UlvJY1vfpSmq0vU8BVjiVg+VdOaIBqzX/8myRr1t0+s9mWpKX7HT+vRVwQb5DDpait8wBvNKs7hB/ARo+uYUoAmnfWfXx9Enl7aJVH6+mZ7Pbv9h4cL2LBKCL5gAuQB+BI1kh+kKcT/jMLf13txw7JVftqXJxmMYQMkENpt9tK1gHjidYs+Bvhaee2POk6ko+TT5O/5YLh0sQFJX4rABIaaWHT3fQ2o9mIoGvG6Dtn5wYD+gbpdbOF+XdJj62n8h2NG6RNwUyA6yQXKVst/wKg2z1lQuFU+Q7gILMYmiTPe/aSLyqjFHZLmO/NFkMcB0f7kFd9bYE/Em9Y/mXunGxYscfGDfUrLGC8oLaTe67LsmX6eDuq6kSWfru+1eBGjCQxHEKLoTDaeyiHacz85DmEMcX+Noq7XFuAvkQ16yh5gsHgVrcb7Tyq2YwCaB4QAsXRMLoE3fqwUnCJu3jU9grqtUwURUleH42gs9A+xLDB9acpYMPI68u/cD+uFOXKLVhIWEFEeUFxOI6ebQMZbhT7xcdhLuMrbgVdCLOi85FJVAP9+/F1CGBvgO26pTQJDSuF0xb6UEqJmAJS+PG2virEoErkI+T/MMIcsDc9UTY8pWIirs5FpfE0FczQWVeur34fzLPJ/cG3bM+GfX6u/To8ITJ3x929H8NsLLuMx0bBZw7aHLsjPM8vZai34nDKw2OvaHpAiWTJRXSAPxRsXckQlF5GPJEDyMWsY4FueG5/Ghw4sSvraaCn2YGI0JwC/4UzQZ3R17YscIWak8nR"'::jsonb::JSONB, 'office.new'::VARCHAR, false, true, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, '2f2362513a0e4d4eab6dd1dfcb32bc81'::uuid::UUID, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 7::BIGINT, true, 'user:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR, '{}'::UUID[], '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, retry_key, next_at, reason, case_id, event_id, quotes_case, quotes_cases, office_id, created_at) VALUES ('mail:dlpw-58@example.go.th'::VARCHAR, 'mail'::VARCHAR, '"sealed.1.5bf7371a.Gl0Qcmfdn0KfZrnQXDGM6YWMAMVExWY6T6xO3lFkiPwy9McI6AEYiAn0gBGOY7bN2z9WxNx0gX+E4YE083lL1YAmUOH3TeDYr+L8Jdk6bop9K98Jj6nxQoxvu7dv3ntSs3KF/8SmTfgGBjnzbtapVzg8bqyJzfCmH16pyUVhZ9vH/Btzic4jqykg8nK7Td2QXpviQ5TV0upmRuv6ZkAEm/QTBkv3HC9Y+ApMIaGp8lQkZ+D5rcjIc7/gBx5OZcJ1Uyp37A/kJUAWDAsBqrRU5iQUKOd+iZ0Wz8qD4FIvFbLaBKxUNR6cYMxgq0WyV6Rtp49K/7hi1OoVtmgybzEwhD2HQyn1xiImFnmEbSy4xsJDzrOIisFh5cqDog6FWucr3HtAQWjhB9sY0ytZeJaeqljr8KRh/pfR60Joo9a5o2wyHINwah07mq3JvfhpO6vVKKGJe++M7RqSvrv3WQxcMQJ+N9P2FeIVZQeHIACoCuZ8zVEgYtU2xodlhrPItSVIOtWggtByYULRzmKr2H0ZF0jBThoq5VCcPFqFms4uHe5NcDndWwjrj65z8PwNcfdaTRu3fWz8YTTnEnFXlMJn1jt9TkcIGSvlUkMzWGpqsdFr6j8AI8m3xAwViVVHbhX/Uu6+ZVyrQgW+qpgeycwgoAiEcBloSDCCizH0JWsdE1Y3BNjGawFtVoEpBa9uqoNkjdtUsKBW13wPuc5yvx5yp7o6hlj0wfYEJGuu4Y48/Tv0l93P6XkSrJEP57dqxC2gsddrjNsBmaCIhWIysqB0vEnbHELgyetBTSWVTkBZQMUi+yN3g9FB2M+Tu4pivIkPfRQbXeo12GlLmznEehdOtPgSwHSwXYoEiDbNaDP+B8I8renw6R4r75metGcAdLoRQzBhEzEhFbjt5ycPLlX+r3AKwpUuWSNUwxoWASD6vfA+uLIyFPgaiLUQl5i90EWfdh+67zyVo2iRRg4TU5OFLMrguj12iHxqnHMsHmm/qy7XIp2L3aoIaU08VOd2b+nLSwbkxSi+SVvhyChvtChx6udHm2li/r2Ci3eYdklITurBf7VgH7BqJhGvEpIPq5ySq+qq3siOXeDSn3Rx1HlxCdjpc4UhVJgsJie5Gi5mTBKw7tRWhaUuZM1/1+cuyNmdIerkQvkRIdVaK6b1WMwOkkS4wgbVqxChEI3w/K6kKssuRthvJoKbwq/IQVXPGiKdkr9tdaxIBxvHqratubMqcXA3o+gBPSi30UIsH4TsJCupflaSbWkuF6A2EVuUvw3CgZgf3tv9TamNPOsYEzWpyqJ4sDRBnCG2BwuYnGUtUerw32UTdFCT05VtWVgl5STgzJODIrPQOw86DLT/p9fjF/hWjDmKuL0mNM/l+h/P0xCPKIPw0YXZn8j1fUdZZxM8D6CMUP5rdXMwY3TOCmbQPTZqozZBhCAzObEkVx276wIZaheMTKtmwzGnqjw8UwNl9agXi/v3GsxKu9/QMoa8mPoVye8RoxvfyqCZP0Jeq31Bq6vfRUuqRk4k2k1E6/JQ6BmF/FBCKsF6ublRjbj2hoDo9KXrwNHkgmOOhjJ0e8DMqqahjKzy+8T+kN5iWtXhNNzRDRmxFqemZaCRStALMpbXtvDsotJW12MyFkvL9dQ8iqbuaaFmqTi758+jckn1E2PW4rnIxgaYvWNWytJt1NxQ9R820W6eyjn2m4uNAidvO3HiWlRN2f6sIrhXzswsYPNIROkBF2Ct3tYGTU+IqU4nq4FoFHkTvC+Ut93nxvLnjkbxLxMsV3brEzj5RVpo6IucsyBtZGN8BarQ+9LjuQ6fatSkCJnLXMNpbao3ti8CyPeUlkAHRhfY9R183Yc2BYyuIAGGevA+v0YUy4+n+SP3A+0NTQL9tRW3e957T7X7DzI+gmEWN08w9CZHmWXwIvEi0j6OePk8GIb+rL/c4kPgc/wPDuG1fqXDZp8WWDb2lEnyZ6NsWMfCi+RpfR3AHt+Hbh9OgEoQ4la1FQl4QptrJbpH+8AHQoUiyFdPk60QXUIREM6YqUoADV00suINUULdZ1QhjtSu/jDoAY6iSMWBg42Xs/tl4hpkCungIZ0uFAjpOAP6zfRioBPSOHTnYP/mVSRmPqUgVz/hNvWkbi/8rRqAi1JKsomp4O7xFvLKJr1lezxNkJuetnQfT+F+Fhw/LiEILdJjxaD66cbPfW80VpEPgRjK4gow+iZbjE6tDyleGuOv3nnYYmpIwflXKQ4w+X/DkSO9S+lYU60vFuc/ukw/6jjIDxu4QERO7fCmXY0wbM8v589XUAI+Mnu55QrsYsoPRWh4lcgIXtQcIFFQqOJgMUEiVRhEaebHnRP4oeloVU93cijAd4LMj2KSO0KQViOp7e3gw7zP5cX2BTkTdHQSnZoIzg=="'::jsonb::JSONB, 'mail.referral'::VARCHAR, false, true, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'd102704d94264842ab8bd960a80ace36'::uuid::UUID, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 7::BIGINT, true, '{}'::UUID[], 'dlpw-58'::VARCHAR, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, retry_key, next_at, reason, case_id, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a./YnmjnMlLOoH8ZHlT8OFW4VYgWPF9BrVTSxt0hrWBlsMbcBTdiH2oef28rdQ24ORU8FpTF2sXCjeVZj8sEpm4rPZPPkjSDGMCYW3QxLRTyAqAuFlJP811Yb/Rem/4AyABNvRdQejn7XqdOLqCzAnHptOCMLEW0l4Ih3k8kNu4aG0NDBHPoTd3JkxV9ix9WSXI9xXYfXelB5C4x/geugcII9o0l2sdJyC62cooq1008M65RX/AZhkL2aw4zuQHRECGifVYaeiW2BjlkpUBQmhArT5PBkXpe03RsPKaaxSEWKe8uwqlkObQHPl6W3Gs6iU+LZvgLT7nunU1wECE1Pk0I8zSaWNAOai3wgpWp+YWRfaLuQCbV2zcHae66cW5ss/N132g3vz2VmAe5ufKu+G/R3X1Iw03sEtvHkMfDlVaHWvGOabhQ=="'::jsonb::JSONB, 'news.forwarded'::VARCHAR, false, true, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, '5044bb863f3d46b79d03fd0f8a490f59'::uuid::UUID, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 7::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000007'::VARCHAR, reply_expires_at='2024-01-15 03:01:26+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='88398e369126469bb2c3d9d5495ac33d'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/ae593ccb-1bef-41c5-8b72-4ef354e36425'::VARCHAR, lease_until='2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (10::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Ub0db9e883f27b9284acae529380b02e0'::VARCHAR AND (outbox.id NOT IN (10::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000007'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (10::BIGINT) AND outbox.lease_owner = 'recorder/ae593ccb-1bef-41c5-8b72-4ef354e36425'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- 1
UPDATE outbox SET batch='2f2362513a0e4d4eab6dd1dfcb32bc81'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/6202472e-05f9-4413-a89a-9981d287d34c'::VARCHAR, lease_until='2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='push'::VARCHAR WHERE outbox.id IN (11::BIGINT)
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (11::BIGINT) AND outbox.lease_owner = 'recorder/6202472e-05f9-4413-a89a-9981d287d34c'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- 1
UPDATE outbox SET batch='5044bb863f3d46b79d03fd0f8a490f59'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/b3ad61e1-7d5a-4b08-b5f0-75077e513b24'::VARCHAR, lease_until='2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='push'::VARCHAR WHERE outbox.id IN (13::BIGINT)
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (13::BIGINT) AND outbox.lease_owner = 'recorder/b3ad61e1-7d5a-4b08-b5f0-75077e513b24'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET batch='d102704d94264842ab8bd960a80ace36'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/a4b0c08f-d4d0-4eae-bfa1-1c7e8d876f29'::VARCHAR, lease_until='2024-01-15 03:05:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='smtp'::VARCHAR WHERE outbox.id IN (12::BIGINT)
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (12::BIGINT) AND outbox.lease_owner = 'recorder/a4b0c08f-d4d0-4eae-bfa1-1c7e8d876f29'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 1
INSERT INTO conversations (key) VALUES ('user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000008'::VARCHAR, 'user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'postback'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:00:42.008000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.tNAoMN/wA8pCloVRkyC+q5D6izS5/qluyuiidibdjNhCO7vUlzJ8GBTg9yKAlvoaf2vPGcxA7ycvhoxMyRCrNjV7rJ3YB8KH/hWZoQOO7DBjopvPVvny3FMVR6rBnVlHLfdPCqC2lW1HlHQtF8RuoHrnZr5CToVyQ5DKKEehrU9PHIhFLIbsxKBGP9YpaS77BqxxNXF6umxcBsjckiJoBTzt2p+1tkyohj5Lpilr5w3J6JZxRTZNNVWMXev5/p4Ha+arjjR5nMustqhmochKZ3SQGTSPGLnW00i5R8ZTwfj5MJ70fcVbMTXEX1otIY7R+7wxdZUusMd53tgJmywdf5qB8EQZ0FP/lioJPTqcFFiO4U5Fupww1gqSewyaU9J7lAJOG6cBOkw0JS0tdZ8a04lSBeDY3HvA+cbyczvtSOqWLWPfTBoK7xQe7p8R5fFWRuTmnCLb0NXH7+EI2mlWE9boJLmQ1zGwFBImUoXEy77y/1suVh3R+WDABn3GBPU2/WQSQGA7RweHy19YaxOeJc2BLkbz9ujLUh7ikfKBnKJPhXIwr4nRuxVkFIXs8vjnxLlxTjAzx4c='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000008'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (8::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (8::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (8::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, reply_token='R0000000000000000000000000000008'::VARCHAR, reply_expires_at='2024-01-15 03:01:32+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR
-- 1
INSERT INTO cases (id, number, reporter_id, state, kind, category, subtype, confidence, urgency, place, created_at, changed_at, secondary, flags, people_count, amounts, evidence, reason, decided_by, model_version, read_category, read_subtype, read_confidence, affected_consent, mentor_id, question_text, question_by, question_at, rating, closing, result) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 'มส-67-00001-2'::VARCHAR, '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'in_progress'::VARCHAR, 'problem'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 0::INTEGER,  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '{}'::TEXT[], '{}'::TEXT[], 5::BIGINT, '[]'::jsonb::JSONB, '"sealed.1.5bf7371a.djqPgeFgz1JEbtVjhs1y1it90Ko7h+xsycho9XkHofDrPMaOerdg+DmAwvqKlp/C/J4eQmY+c5XjKE6BoSHuLGNdrtCH7lVZnLvM3tjt2hyO+vUwPpaCF9U="'::jsonb::JSONB, 'sealed.1.5bf7371a.8eJ1BOXH2NcjLuV7p+tBhXcq+bC+NWiQqNIMwelVxDfyY/duKuQ2FhGCFDiYVcvyFjOQV1biHX8LgaDDSl+pfzx2ImDnlfx1aSM7reTY+dkZjpDRqkQRZZ56O+K5CYT0+PIK7w0zpapNJmktjd17dvBJuci78T00LZeqaGDOFV1Ih6BqEWycGBEjRy5VpqZIUJWaNlEDmZtw6UXFfIXP6WFlc+5sEJuedzAK/ICLwIUTeLc8UeCKDTdff5jqsg9ereJp0a2cXqTNVLfR2L4id2amnuDtqhtWMRVjgAoJnUxURbwHljvext8MeGcnAQ0zeXSyyJgKaSFo3If/4Mg15O9WJreQp54EG1+Lmr2CAMU518pDzILoylJyo82FRgMuqbpyCSAO6cuH3J7mIjEHs6ngJSLkJvs+EawBNxd1nabBJJzhqT//ywyV+8YCygvLYK7BrukjmPQdiCyhu4dc'::VARCHAR, 'machine'::VARCHAR, '2-595692d3'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 'agreed'::VARCHAR, 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, NULL::VARCHAR, NULL::UUID, NULL::TIMESTAMP WITH TIME ZONE, NULL::INTEGER, NULL::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET number = 'มส-67-00001-2'::VARCHAR, reporter_id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, state = 'in_progress'::VARCHAR, kind = 'problem'::VARCHAR, category = 'protection'::VARCHAR, subtype = 'P01'::VARCHAR, confidence = 0.95, urgency = 0::INTEGER, place =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, created_at = '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, changed_at = '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, secondary = '{}'::TEXT[], flags = '{}'::TEXT[], people_count = 5::BIGINT, amounts = '[]'::jsonb::JSONB, evidence = '"sealed.1.5bf7371a.8Vrr41S0x82nyntxyX/eYy6neEdrgU25M0farTTT3v6Cv4qoOGZ04ZlCCoOTAom4LtG8sUjmFXzpIjUQ5SIpn1/U9MRkIvVlX0ivlQQoRLn65RMrah3Py20="'::jsonb::JSONB, reason = 'sealed.1.5bf7371a.ayICEdJqBsxEs1srvsG1dr44OsMPimUv3pWuaDOwQwxzv62AHIUJawNJspZRV5YPeP9lKW8vEfxnyMho9LWk8MYQ4HSLB3syUiyIkgERYjaDTazMqhA106rz7ToWY1lZ/oTTd/zmzlLCR3jDE7PzAW529WHjAaSNLVgjHxRLrlP/GX+AqEXNAOiJvrlorZZfkEm+FpdUsBqqZa3bdOS9fMCtH/1K3YoGHz6uXyGeicCCFKoBf53WmiIvnDgsO8sUhwGlmCrjPWaJ66PzfNBDowxuJdGaJo6BUJdYcg8nVuMMr394MtjuTfZktq35sJMRNIW2A/vOngDl+zmBnitjJwSNEL3nl2gXRJ1xFqdTShDJ4lVL/Pfh4SF0HqCBxIHkUvQjJ6r+YB6QONAYWObXSFt7Cddz34ZMY6y54Rk9JU/f4321TCJrupWy0G7O2CZfReKQJcqKc4TKqVDlx2Ou'::VARCHAR, decided_by = 'machine'::VARCHAR, model_version = '2-595692d3'::VARCHAR, read_category = 'protection'::VARCHAR, read_subtype = 'P01'::VARCHAR, read_confidence = 0.95, affected_consent = 'agreed'::VARCHAR, mentor_id = 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, question_text = NULL::VARCHAR, question_by = NULL::UUID, question_at = NULL::TIMESTAMP WITH TIME ZONE, rating = NULL::INTEGER, closing = NULL::VARCHAR, result = ''::VARCHAR RETURNING xmax = 0
-- 1
DELETE FROM case_parts WHERE case_parts.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 1
DELETE FROM referrals WHERE referrals.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 1
INSERT INTO case_parts (case_id, position, message_id, text) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, '400000000000000003'::VARCHAR, 'sealed.1.5bf7371a.tqxmpcf6he1rlA2Cey5FJlyPFCrFQXCbaobsJP2Ke6Qt9fP4l+yPK9cu+qgAyHqwxQ/8ARPO+2Bw7PxqJP3KDXJYf4cqLC21/RhJFvvbzPbNegbhPRY61yc0MFEIRAxgXyEEr+PzL/P7ceCW4lyHDRxxvH0tJNw+owws7Axi9jKKuSRCU/WTXCpG6fW/8+ZXsBEhDt4gG404UR+eMSvM/sTSkHPPNYArYhzXfHxQ633R6LBnBaxAGG3yN+8='::VARCHAR)
-- 1
INSERT INTO referrals (id, case_id, position, agency, office_id, office_name, state, sent_at, officer_id, result, reason) VALUES ('f752ec8d81a752ba8385c3d9cae1d937'::uuid::UUID, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, 'dlpw'::VARCHAR, 'dlpw-58'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน'::VARCHAR, 'accepted'::VARCHAR, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, ''::VARCHAR, ''::VARCHAR)
-- 1
INSERT INTO case_log (case_id, at, actor_id, action, detail, salt, detail_hash, previous, hash) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, 'referral.accepted'::VARCHAR, 'sealed.1.5bf7371a.MdAL6ONQ/5OltWqVDFJv3RqFLHGKHjUixPmifoRtNSuvs64='::VARCHAR, '\x7365616c65642e312e35626637333731612ee54e786437c3cafe611a77750dc5cd6e6bf7ca24e1b7212c1c0926db6ad2a4e191c8eba69d44a7c20621a655'::bytea, '\x2d057577c5708e34359a4a9790961a82787304eb863b2c5653b8714b43976273'::bytea, '\x295bc97af1f440e50e48570b2d64737c47dcc4db386485206a6e0d6088f4dfd0'::bytea, '\x156c483547257d9778159cf2d696fda4df4644d88cdbd4844b34d298ecf98a2a'::bytea)
-- 1
UPDATE timers SET state='cancelled'::VARCHAR, done_at='2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE timers.key >= '75a9dfe4-a7aa-567f-90e3-c52f06828407:accept:f752ec8d-81a7-52ba-8385-c3d9cae1d937'::VARCHAR COLLATE "C" AND timers.key < '75a9dfe4-a7aa-567f-90e3-c52f06828407:accept:f752ec8d-81a7-52ba-8385-c3d9cae1d937􏿿'::VARCHAR COLLATE "C" AND timers.state = 'waiting'::VARCHAR RETURNING timers.key
-- 1
INSERT INTO timers (key, kind, due, case_id, data, state, attempts, reason, done_at) VALUES ('75a9dfe4-a7aa-567f-90e3-c52f06828407:finish:f752ec8d-81a7-52ba-8385-c3d9cae1d937'::VARCHAR COLLATE "C", 'overdue.finish'::VARCHAR, '2024-02-05 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '{"level": 1, "referral": "f752ec8d-81a7-52ba-8385-c3d9cae1d937"}'::jsonb::JSONB, 'waiting'::VARCHAR, 0::INTEGER, ''::VARCHAR, NULL::TIMESTAMP WITH TIME ZONE) ON CONFLICT (key) DO UPDATE SET kind = 'overdue.finish'::VARCHAR, due = '2024-02-05 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, data = '{"level": 1, "referral": "f752ec8d-81a7-52ba-8385-c3d9cae1d937"}'::jsonb::JSONB, state = 'waiting'::VARCHAR, attempts = 0::INTEGER, reason = ''::VARCHAR, done_at = NULL::TIMESTAMP WITH TIME ZONE
-- any
SELECT people.id, people.line_user_id, people.name, people.roles, people.area, people.province_code, people.agency, people.term_start, people.term_end, people.consented_at, people.applied_at, people.blocked, people.created_at, people.erase_asked_at, people.erased_at 
FROM people 
WHERE people.id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID
-- any
SELECT outbox.recipient, max(outbox.next_at) AS max_1 
FROM outbox 
WHERE outbox.recipient IN ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE GROUP BY outbox.recipient
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.pJEH7NTjENQI1/5SMCEEen6uhwyFAcoKvnz4sk7oAdQKLX9BLYFgnDC/V6tCSSuHDaUeTejz0erZE1vsJJCP3nW2dIfFaxXxLxVKjGGazFndSww9tm4pj9Y2PCUE/qpxbWq0xDIj5MZiVkBgPshxeN7lhVTnCmFXTRsPlsLKQTKNo3cFZQaPS5bcRfr1fMqDW4/jNZaybp+UscnFgoqe3i5hTAcZI3R5ngQSMweuFnOAOY3gnov+Mh+izF+SNhW2baxqj1wZVugGg2Wb3vmGHgWOlLyEM20GtZN+g7vKsaY0n1EN/qRmODDtQVXhPxMtxaA/2WhpsZNhT7lwkmLdfhtn4VqD4uulN5llhuT2lQWFz1SEwi1o9LCtJ97VwLCvkUETtAZI3fS8uoPoCJ4rnPie3NT7lK7XypBTOV3qQveeqUoAOr/SLFODjiEpbLhe3OVarJ8rpyPM3T6TNydQo2evu7q3nmC0xOLASMRh+L34ukjCWLD3y++WeZDwTk0/DtNCCVMPZdvcQpJBWKweTef7bHXpk46G//1tWkvi+YNTcGEH37JHxqKpuL+VoI1vLS8dvfM2xfDD9pyUKiCqEvCrRYG38qqm+xaN6ab9siniG2Uponxch9m1FBksFR0n5/ONMTpfEugmYpMHf2NXUwFvqqUyzLDnPeiLTgcr7GoWgMW1OhBr8rTsoiU+N00Q0umSOGCR/FkBsomU1d8oo89DCxneScVMcnjIGnwveQyuh5Lqi9YA47Il+AK/ah/9iP9o6NNWHiyvVap7Z4wLq2Rzxpi7DCXjuzE3pcCLDr64DBcSoeHKMJaQAwR/2JCS"'::jsonb::JSONB, 'office.accepted'::VARCHAR, false, false, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000008'::VARCHAR, '2024-01-15 03:01:32+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '9c4c4e8291d9470bb8296fc737327059'::uuid::UUID, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 8::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, retry_key, next_at, reason, case_id, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.UwpdHEpA/qtI+69/NgIBOhvfwezhiHxy/UYghJjTP+QOCjNunNX84ynkSLWzFef1yi2P1VFg4tguEBoC+R+1arTstpFJt5UkcnPcYMwHdjsEDwdEEoMm3jdJKPv+SVTK4B6L4yZRXRbZH6WoKrwnORgcvc8OcnxgqgCtxz+JDqjMOTgADduQ/j+6+8G1+E2yjsqzNfHf5iOY39MbHb8qndTV/0lPUXQjP8Abl3ZQ67RQwZBXUuI6ye9OnQfXHZ8W7yQPcF1ws5TgIrkifsHvYwFsxW6Shuw/oo6GimJRqJJzXNAeMDLjzRtX5xgACaGlvKHshr9/491KXdEP04H0HfwrZgDv+OJJn2OhTMS/4Wec006DGQiRWu3cI4iEwhuyfwXGfLyvEeiiZziq0u+tqxKp3TdZzpT6ixlhGU98iLMk0O2YA0jlKGCgFn5al9E="'::jsonb::JSONB, 'news.accepted'::VARCHAR, false, true, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, '61b2779b6c1341bd830fc988cf517399'::uuid::UUID, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 8::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000008'::VARCHAR, reply_expires_at='2024-01-15 03:01:32+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='9c4c4e8291d9470bb8296fc737327059'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/f0ad7f0d-a549-4dc9-b6f7-38514d7bab31'::VARCHAR, lease_until='2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (14::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR AND (outbox.id NOT IN (14::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000008'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (14::BIGINT) AND outbox.lease_owner = 'recorder/f0ad7f0d-a549-4dc9-b6f7-38514d7bab31'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- 1
UPDATE outbox SET batch='61b2779b6c1341bd830fc988cf517399'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/c26f3f5e-a3a2-4832-b889-4e077f36bf37'::VARCHAR, lease_until='2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='push'::VARCHAR WHERE outbox.id IN (15::BIGINT)
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (15::BIGINT) AND outbox.lease_owner = 'recorder/c26f3f5e-a3a2-4832-b889-4e077f36bf37'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000009'::VARCHAR, 'user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'postback'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:00:48.009000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.WO4+y8LllcR5gGGBryFsdVtp8EAWo4uFeRzJmItlpair/dT1hkFgCByV2OZhHsbmIYCUpzGdlGkiCzP7akMOb5PjNc8Se7nfV9vm0983H9L0NcUd3iFKFZJ14b1wEdZ48sfmhs8+l1/ZaHQ3dSiW7HVfcUFMe80Bzj5L3k61KdfFGI4KgARqeLeFSJIjh/vKeiuH5/+3XZGaXFj/c5+O0K9oXlDLZ5h0M8jte3mIw3dDbBpLGWgfQfMA593iLAQ7lkXJCIlCDBascsTglX+kqjf1mMLho9pH1Api9WcnzQTsA6CPW8HlcR0Jg46V0msfB5PmeWHuyIr84rAghYeb1NrIKFK79BsSPggVp6NrdURLFJTvNcPlghxLaeJvBLfg1MUPEAbvgpILXPbu5nHYzLHIy+/5ZenQsQIDuqDDIbkv8WV1aC3R1Zin8nWMMrPCDeNaZt+VU0YcROq9KwPUG5tpHqIEEQYCq0sgVMC9EOxOXQgKCmJ+ZAf1Lp54cE+BYw3YUFCmtTrxul7RpDIXZjF0el3BrR4PgyjlkgIgZUu2OmcMXa2EZbXQb38AmSC0AxQhkgbE'::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000009'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (9::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (9::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (9::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, reply_token='R0000000000000000000000000000009'::VARCHAR, reply_expires_at='2024-01-15 03:01:38+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR
-- 1
INSERT INTO conversations (key, step, draft, changed_at) VALUES ('user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'office.result'::VARCHAR, '"sealed.1.5bf7371a.ObNPA3vNpLommhXaRG4BKuqJ7oH/U3g5AcRLhpXq57mvjC3yEp8WS6JWx9NWlD7muwrC/c4rYI2xMPUsHsUmJmx6Mj9VPcMtRN+Q20sc5tH9ZC6YYEt1L9jSy1zBNzk3siOM9S8QmMgoboT+HgOQpzQBLPbWCTLf3mxuZ/Q="'::jsonb::JSONB, clock_timestamp()) ON CONFLICT (key) DO UPDATE SET step = 'office.result'::VARCHAR, draft = '"sealed.1.5bf7371a.+SIyWIyD1gEMo/8f7aAhy4sk1QXjjI3TLLpIs7RsxkIvyPrfDdRSCmKPup43HwDhZbKWJAayS+0xDZoOheZk8Auj/QdlL4wY5+7Y7Wq6MfIB1JcQc3YTlY9WDnwQT1N3eeEnPkM98AkjS3MpncyGMnuJCn1S88Dhur/psyw="'::jsonb::JSONB, changed_at = clock_timestamp()
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a./EH6aISI9lbWKsoXAs7splDblkTxtPJdyhiaIaVWZOWN+19QgDGaAyfwhz0dKOqF0VszMFvLERhGQ32pULrxs09/iZWsgkKI6n2ADiOxarx87AKGYXDp5GfdN4zMM2V3qrhLllnh3aFay1QU/IPCnGxTLjtG/hwifsLss+xCEL5ncckkUn/8kP8PWU7FvwQaRL96ylbbJ8RwQP51QKVO54jN0PZzBgwkiBTbpaJQrrc8XxclARdg5gR1hW39VwmpaCw7gmvSIWevQNu6HdVQ/s1P+VANuW0Y/zfCTJESRShdXJgBj73hQiEyKpF0FK8AdtSjlGtuVGJkTD5zIN9ApFq2tbcnLEESUEdTZjkkA35V9TvvwJQRuo1Kx1SFqWlrBIW1CVwXusz3jjDiZTurVoN6rRWFBnK1WrU8DIPB2O8V6lxBR9Ub0QI69Rl3QP2EiXPeIHW+AigH6qpuJYmPMA+YG+jAxgEJL6nmbCSSZJOLVjFh"'::jsonb::JSONB, 'office.result_what'::VARCHAR, false, false, '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000009'::VARCHAR, '2024-01-15 03:01:38+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '48bcecf707bd44ce80807c67dff7059b'::uuid::UUID, '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 9::BIGINT, false, '{}'::UUID[], '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000009'::VARCHAR, reply_expires_at='2024-01-15 03:01:38+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='48bcecf707bd44ce80807c67dff7059b'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/05678b68-9dc3-401d-8eee-9dfd0c080276'::VARCHAR, lease_until='2024-01-15 03:01:24+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (16::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR AND (outbox.id NOT IN (16::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000009'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (16::BIGINT) AND outbox.lease_owner = 'recorder/05678b68-9dc3-401d-8eee-9dfd0c080276'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000010'::VARCHAR, 'user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'text'::VARCHAR, '400000000000000010'::VARCHAR, '2024-01-15 03:00:54.010000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:54+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:00:57+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.k63k8hv9MLsec4jAPRzWeahTR/6kun45QCQ0mdM1BjMqJQTv/letREjaDVu9LpAAtBH434DsD/ASINH3xZtapDcP6HXNnfKJpiuIuKNZR/ieS20/PbUInmOc3HnKBZ7Bh/1UUUSJTlUBothAaPlOHs7sdpiD2T+VuBPpjchGNPBy5B0vEBxnfA5Vk2e8v4qvWDSMgHR0s77vlzDjJTv3GeZiTXz5JhrjwpFDI6gjFJpvNW2jrecxZyTQd08bozAIE+ob9P6TDB8VAMuwLu5ajd3ir5UECoALnr1prMoyqjx/kI4yX4zs75mPLKKyF0RpFh70+2sB38L7rxVsVsXVKuRo/JB8AMHN74oEQ4mLiDrJy52C89ORN1Z6ACa/IAwIvqGlPX+WE5yofsr91lusdhaq4IRbW7RFUkN8P0LE2JQl90EiRshvF5UluuP74EbLm3aT7q6Huwx6DkAkbTPp4adZAgJCtdND6hWHvSWVuPg4pifNMz0igzRTFkFbqBBHXogN5Jv7pIkCBoj8ut8tQWqm0gOOx/BxekQb6B6puLidCdbblOXgBfm/QufH2sNcxzf1k+LcHDtrlGaKzpA+E94Kj9GF6rsBhCO0s3RM6ICvLk2CDX4uzO/B2H4RjCz7ieWz8PaYVKVy+TYUXjEgawXKO5XOE0Qc+zd/GWMQVZSn4sVXMQwpdvHrXQ=='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000010'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (10::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (10::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (10::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, reply_token='R0000000000000000000000000000010'::VARCHAR, reply_expires_at='2024-01-15 03:01:44+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR
-- any
SELECT cases.id, cases.number, cases.reporter_id, cases.state, cases.kind, cases.category, cases.subtype, cases.confidence, cases.urgency, cases.place, cases.province_code, cases.created_at, cases.changed_at, cases.secondary, cases.flags, cases.people_count, cases.amounts, cases.evidence, cases.reason, cases.decided_by, cases.model_version, cases.read_category, cases.read_subtype, cases.read_confidence, cases.affected_consent, cases.mentor_id, cases.question_text, cases.question_by, cases.question_at, cases.rating, cases.closing, cases.result, cases.blanked_at 
FROM cases 
WHERE cases.reporter_id = 'b40db163905454ec8ea8ab7f08df131b'::uuid::UUID AND cases.question_at IS NOT NULL ORDER BY cases.question_at DESC 
 LIMIT 1::INTEGER
-- any
SELECT cases.id, cases.number, cases.reporter_id, cases.state, cases.kind, cases.category, cases.subtype, cases.confidence, cases.urgency, cases.place, cases.province_code, cases.created_at, cases.changed_at, cases.secondary, cases.flags, cases.people_count, cases.amounts, cases.evidence, cases.reason, cases.decided_by, cases.model_version, cases.read_category, cases.read_subtype, cases.read_confidence, cases.affected_consent, cases.mentor_id, cases.question_text, cases.question_by, cases.question_at, cases.rating, cases.closing, cases.result, cases.blanked_at 
FROM cases 
WHERE cases.province_code = '58'::VARCHAR AND cases.state IN ('forwarded'::VARCHAR, 'in_progress'::VARCHAR, 'screening'::VARCHAR) AND (EXISTS (SELECT * 
FROM referrals 
WHERE referrals.case_id = cases.id AND referrals.agency = 'dlpw'::VARCHAR AND referrals.state IN ('accepted'::VARCHAR, 'in_progress'::VARCHAR, 'sent'::VARCHAR))) ORDER BY cases.urgency DESC, cases.created_at 
 LIMIT 50::INTEGER
-- 1
INSERT INTO cases (id, number, reporter_id, state, kind, category, subtype, confidence, urgency, place, created_at, changed_at, secondary, flags, people_count, amounts, evidence, reason, decided_by, model_version, read_category, read_subtype, read_confidence, affected_consent, mentor_id, question_text, question_by, question_at, rating, closing, result) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 'มส-67-00001-2'::VARCHAR, '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'answered'::VARCHAR, 'problem'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 0::INTEGER,  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '{}'::TEXT[], '{}'::TEXT[], 5::BIGINT, '[]'::jsonb::JSONB, '"sealed.1.5bf7371a.E2yrJuP4u4skPnzOuhxKvYBa8xPS+tEkGEeWrfVH4lvLXVINNYr9BijuXv2imi8ZLEA19F38780yF7IhfD1AfyStaEBRbp6mnGzIcM1J4UeaCd8LSK1ORHQ="'::jsonb::JSONB, 'sealed.1.5bf7371a.Dg1eeJAqnRg510XI5W3RdRAfiOk8cFJkuOLBPdQZOuMPoZ5dszNHUViMyqMlMQkzO3Ff/eE2xl+iP4q90o+SVJfsTfm72h3jbebT0NayPgpMZk7p0B0FmMmqSZtd5JVTfonyHsWKvy1s11hQ6WBQECg7vWm2oTBX17HFh3XzxjcDVbkmoMjklroK+GVst6VvQXk5dMkh5RzPgvW8L7/qBLvE72QFi+KRdUOLOSGTFMe3ORTSF+DXmeA/iArgKqK8asqTzuWggM8jui0iAXzPj0vKa6uKedFmz3tslbjuojRKr7CkVjmVpyw7voFvSAmIAK1XDu7eZzNY+Wmlv9Dd1alWUG9NYWIYL2eSpLLtJmIq76jxofPhzTz4bYRVcItxatM0AmiwgrOzn0BZMg2Vx4fCETDpxWQYyO+NiN8Ksved/kjVeBGwNZ+KU+KAn7W5XfNZKpRa/iFHPZq03eux'::VARCHAR, 'machine'::VARCHAR, '2-595692d3'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 'agreed'::VARCHAR, 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, NULL::VARCHAR, NULL::UUID, NULL::TIMESTAMP WITH TIME ZONE, NULL::INTEGER, NULL::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET number = 'มส-67-00001-2'::VARCHAR, reporter_id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, state = 'answered'::VARCHAR, kind = 'problem'::VARCHAR, category = 'protection'::VARCHAR, subtype = 'P01'::VARCHAR, confidence = 0.95, urgency = 0::INTEGER, place =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, created_at = '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, changed_at = '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, secondary = '{}'::TEXT[], flags = '{}'::TEXT[], people_count = 5::BIGINT, amounts = '[]'::jsonb::JSONB, evidence = '"sealed.1.5bf7371a.4zj+mfHiPa1U25436s9/yWTe7nIhrBrub3ZbIAh7QxcvGA7+fn/B8Dd9PrOn3EO0GKgrj70DRAqYKOAcIWJntTStfuWTWWR2WXb7jlJMBVU8UtcxRiaEWe4="'::jsonb::JSONB, reason = 'sealed.1.5bf7371a.ebo9mNdLNSbALuLSIrgrqBYTRXKdTEow/AtYY2UhvG/DRxK0eHdjb0ieXxjJmEwmkoIYLYOl8h/bXB3wpHhT6vDVhdKUnv4UYVnii/zJmgKcTcHQrb2OdDP7LzpPsvLcx4Mv8m2goVH1AoS9iddYugXkJGTBl64bKauOocTr/tOPTdbQyEerhAHmwL36NyzYaIEDTV9oi0ybhuCU7CJp+R4DYXaPt+KbHQ8FOIymnsCJDhIV+JNkbLYLxMKd5yTQ0Z0nZaSOcAmFAOWTVsNuUVPSUI/sJC0+SBEAXdIQl07MI49wdEsckU8DN2170/QY/iTcMomHzQSA+B9y9aIMiyt31Ub5r4E8tk5BlxGDOYAf+9GoyF3PIjpzD2xbZUXhAqoU0M/wCD8YZ+jpsukrLI7vjNL3NbUslLpIo7gOhIbw5sko2BlIgGuB/pc/Jz3m1kHy+N15SkznxtQobdnM'::VARCHAR, decided_by = 'machine'::VARCHAR, model_version = '2-595692d3'::VARCHAR, read_category = 'protection'::VARCHAR, read_subtype = 'P01'::VARCHAR, read_confidence = 0.95, affected_consent = 'agreed'::VARCHAR, mentor_id = 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, question_text = NULL::VARCHAR, question_by = NULL::UUID, question_at = NULL::TIMESTAMP WITH TIME ZONE, rating = NULL::INTEGER, closing = NULL::VARCHAR, result = ''::VARCHAR RETURNING xmax = 0
-- 1
DELETE FROM case_parts WHERE case_parts.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 1
DELETE FROM referrals WHERE referrals.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 1
INSERT INTO case_parts (case_id, position, message_id, text) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, '400000000000000003'::VARCHAR, 'sealed.1.5bf7371a.7aENSpVlEB4kK2DX95i6PY751xfggtTu/a8DKUwTPwiwCLNS3DqqKJhrrgUYvhbVJjg/fNMRezMQQFDNQEE9zYW1eRgJhzA5HUjpp59mM2VTqq/BMrXPsKHw17BaDu7Sxgp6kwds0yRQHjtP7Dlh0jMX52lIi9pTWVYxl/2WfLII8OSQPHZgOqzbBRKlKs1B1wYij1eEANfV/zUBNn+pHdH96GZQ5pMMeQN12GwQJ9SKxf2jfb/QnBaO9vA='::VARCHAR)
-- 1
INSERT INTO referrals (id, case_id, position, agency, office_id, office_name, state, sent_at, officer_id, result, reason) VALUES ('f752ec8d81a752ba8385c3d9cae1d937'::uuid::UUID, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, 'dlpw'::VARCHAR, 'dlpw-58'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน'::VARCHAR, 'done'::VARCHAR, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, 'sealed.1.5bf7371a.+AgCbj3nfQ6dayMBBL3UKir21khBy8lJ9goK2lKIq3RM5bD/tkfdLR7Vs/sQdh+D5ZwtVIm1YnZaSr0wHQtpdRNfHZCBasbqhWI7QO1wb+af4z7h85wLq0RCn3HB3AFHCKr2sg=='::VARCHAR, ''::VARCHAR)
-- 1
INSERT INTO case_log (case_id, at, actor_id, action, detail, salt, detail_hash, previous, hash) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, 'referral.done'::VARCHAR, 'sealed.1.5bf7371a.xd0ECCqruGwagR+akpN8B2WMiFmxnR/rR/A/TxeE+D+04hI='::VARCHAR, '\x7365616c65642e312e35626637333731612ec3bd3495bd0dbb337510d1b93d15eefd3850ed346a33aa402ab368edbb4a411a976c4a124bb9f259e840df61'::bytea, '\xeab47eb69ef0cbaeec8d9a153909ce6c62901a74c0cbace8914ae9eba53b6c98'::bytea, '\x156c483547257d9778159cf2d696fda4df4644d88cdbd4844b34d298ecf98a2a'::bytea, '\xc08552c1c4327e1b219ddc69d2e7a80baf5c3cfb42168f01064ae8b78e0c94b1'::bytea)
-- 1
INSERT INTO conversations (key, step, draft, changed_at) VALUES ('user:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, ''::VARCHAR, '{}'::jsonb::JSONB, clock_timestamp()) ON CONFLICT (key) DO UPDATE SET step = ''::VARCHAR, draft = '{}'::jsonb::JSONB, changed_at = clock_timestamp()
-- 1
UPDATE timers SET state='cancelled'::VARCHAR, done_at='2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE timers.key >= '75a9dfe4-a7aa-567f-90e3-c52f06828407:'::VARCHAR COLLATE "C" AND timers.key < '75a9dfe4-a7aa-567f-90e3-c52f06828407:􏿿'::VARCHAR COLLATE "C" AND timers.state = 'waiting'::VARCHAR RETURNING timers.key
-- 1
INSERT INTO timers (key, kind, due, case_id, data, state, attempts, reason, done_at) VALUES ('75a9dfe4-a7aa-567f-90e3-c52f06828407:silence'::VARCHAR COLLATE "C", 'close_silent'::VARCHAR, '2024-01-22 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '{}'::jsonb::JSONB, 'waiting'::VARCHAR, 0::INTEGER, ''::VARCHAR, NULL::TIMESTAMP WITH TIME ZONE) ON CONFLICT (key) DO UPDATE SET kind = 'close_silent'::VARCHAR, due = '2024-01-22 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, data = '{}'::jsonb::JSONB, state = 'waiting'::VARCHAR, attempts = 0::INTEGER, reason = ''::VARCHAR, done_at = NULL::TIMESTAMP WITH TIME ZONE
-- any
SELECT outbox.recipient, max(outbox.next_at) AS max_1 
FROM outbox 
WHERE outbox.recipient IN ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE GROUP BY outbox.recipient
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.OCNlpkzlX2lTw0BoyKpt3tz0MaIXR63gqGJ7YysjFfB4V336pE25N/Ddhizbdo/I+DkyhWP1WIMj/+3yLEOdYZKcka+Gyd2l8gg9cWjLSoYaLGKi8ljMtKzjS92lkOH8try/hrom/xf6RiKMeDZNM8fwx+sPFzNXwMQAHluARoNauu/hgp6d5IdtfuXOkVtaEpXaSoUO34NBz2XjI5tPanUE7r1jVmGqBz7reLt6SI6YNQ=="'::jsonb::JSONB, 'office.finished'::VARCHAR, false, false, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000010'::VARCHAR, '2024-01-15 03:01:44+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '9cb5c4fcb8eb42d38210bafb3a5361c7'::uuid::UUID, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 10::BIGINT, false, '{}'::UUID[], '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, retry_key, next_at, reason, case_id, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.aKpWLR4JjERrnUE1iYdGNohMo21uYbu48F8Y5E4r9SPMeRznEdI63PNOkkaUHqLnSc26ZCxH1nmw0RptwQW7Kgcs2fPxt2oUylvqsPQ5uShQeTCUxxNLyhVJ3RmoWeJYYu0KaKIE/wZxictCVfdqlwz37vrcFTXvACGdU2/nX4VFWGa/7Wy4vJuK4JnEQtjhwsqptgvTIHbWHuZlwHl+cLb+W7p/5c1cnfTPzLu6Y9Akw9V+5i1DeNDexxaSAXpPRSL4K6hzQN1+Qf/Y/QsJZifMsnvQmgOtIgJAa0BHu4cC1ajnVCtEFVFvM6wEw1YMHBYrBOeTJvnRkIa8DWAj4V1rgheerjoh3Zm29NEcT14pDbG9a8z+rhk3KDNKGPyDnWZX2wXQHEif03e11KZGgyxlQ9g9mzrAVEniDpg3k7mD7w1dbegDLswLbdLiFLDwTFiN1YXJSWZKWJGsI4gWsk+A/pS0ib2QA/cdWHiOudg0py/TojkJ+m7aD71239u7fZFRGggHtk9vzwKqkGjyk9fiALKLpwcTxgXpyh3tnNIdeeKyaXZF/HQwXqdLehylnqEoJwuUZ391+Qc9STSGyGaToRxMatIzigpFtN7ZxeIkkDf/+SJlaNkcCXwgUvWd+FCxSpd9d9eK23jSNcDpYJnEQsK0YpKQA2a19X1ksjVsgiOLQ/XctvX6NQJWwtOy8KZgKcoIv3e4fN9KJTUpEIyyAlS/HUpP8Tc2fcFs+uktxZRH2Wfn0IMWED/+wHWgA7rsS+aiVEk+4cgZIh1jU2Ajz13ZBPNEDHvAAQj5AZ63FXpMG7cW0akZaw6Fvr1e3PyVJSmVwDQP86VFfwcMagjaY8GaMgxLoAviQ2YOhVtSinNzJoj9zPOPTiiLyStxCpCOCyriJG6Dirrr1nY2bpz7qvN6U/2wFkeWhR3u4qGAibctAD86x8OMKHKfsHu2Eq4aBYP5RJXp2/ic2L8o5ObqGuh3lvWlZQ7ykzNJxGm0AZclF4KhYKMmrTCfzINSixyVB2IcNICGFSNECJrRHX1ZNf7Q3YKMZKFjHp4EGQENgL6MQxQVQWjSOTNrJu66iONKN+CWs69B2Bgo6/lIFLgF1c+xHJTd8IfujMUInEE7jXZzoVhJ08u05xxA+vLUPlDITHwfSWUuoAnt6JY2uurMRYdBECUcit4sHYNjIZlcYIXn+jsr00TecWelAR/3COPsrYshB9/KlwKgvla0WvsE8ZIhaBcS5BHp68TEo2erhSUJmDdKhCjydoEATG6GmVXyUNz0EtmYUx44AcrThXoPGjiH3RhLSqjZjIlIA1H3t1rrx7wrtBjcodQSk0WWsFVUzU1rpE+bMZYYt/WF8N+crhSGujAMs3vuGcb8H74p7knRQrk+CMCmWb+favooUjZtMTfg29RD0iXqunk16gy/d4Cf8KkNtMNigI5Ad8fF+m30B52qW5wlziVyBzYMC/T8JL6+6x1zJ7ZaqMor5P+OMfufbYF50KEm7FhafMikZ0tpXi4P1DtrroLNHMD/rjD6UGT44sW8pFQiANdZFGFP83DwWq4+yUGEhdpwuDPbhFSXpTvwgyCi7D3YiconF4FDbd88s/BVcsIOknoVQtvxJDGPQWTkemIHiN1WFo2REG0ujfb8bA0Ju3nDS0IbpBaydUrCnutF/IpDTKVUspG/+jgmaI4M3mpzHgX95gAyw2g1AwPDksLAgDIEcQzanGL06BCMSuTVxBfZxkfUbQgi9pplEhV4U9IHp0Tv3tHARvbf7bkWZmkSTaOOCPw662hTCgjAvdkFw2XyS7As1Plv5xwKerQaJMsbXhh7SzGFgl/+oQDypsMhC0Jx1pRrRB23DyT7H/clWzEW61Lc84WGjWz5Td2ohQu9m8YQrJP0gExJKc0MHhtCNar7Y+DAeOolbhwxZEGQ6XvPLpUl/6l8UpVFQz3xupsM3Z//af1HfkvvkFsg9GyoVRTM32smGBtqcbA46C9K+9rJ6LNw1+hOC0DMJp7oykXW1MkjVlagWV5n8K+Mkrc7HZ+5tDxROfccZ20bzo8b92SOcxCjhgliGOXydGP1oTVmSoSwU6gmMxaBArEBWyV2KYH6yMb95vd1Lw/oF09mTjTFliyh1VeaeQ+EhLts2NpkcehU50S2oavSTMePrmNfl/bTKJAcTJlhvmxtBgATRZ/Hu5qT0fiBTO84nZQLWeTxvUHsqUefVD7PHwzKQgtkFsOqUzUMGD/o9p6pKIZnmaitX6rdh2BoR1D+fvoGrduUywQdvl1y0hNrDKy1ybuJ7aq13oqdm536OYXn3LtiSxs4Pm336q1MEeU4ql7vx1BEQgw3tlJPbkdgAhTP+y1mAvn02VTOSOQbsRBKxfGgaXcOCpdLcEHSU5B8SQIzQH1CJxVoPuKEuoGaUnzqUG9wAipsqvXH6lxlvQqBm2nyKRII002tZRUsU02NvqOHYShsQE5Jp7b03Ht3Q3uD+NCCnFwYWlaHo52fIkA4byVqdmGDYWN2A+bwbo+4UKytRWWd7VhLyflx/8/gG5zjjWrlJB+uXWkGEoVHIRJoDCDkDR4YSUg7irJ0GxN1ITf7EtoVhcoMH0Cna9i9rQnSYWiWpFquvMcEQtggOU93nEo7zgQjNuj7rVKPlOdlI7Yu2aG4UOXzuzz6I3TfjlxU4vZx9axl3iMhSIztn+fAmzNXfLK1b5KO26Ls/pcCLhUd21xQZcIOuc5xKB3jWzqJq/0ko+OXkK5aufMDHeRAYugL3hogu8ns31Gtjeo7jwD9Y4wLPwjPgrUDFcppIO2sZ5uwodQqFruQ67x+quVeEP/p4uFMXqhFnWs+eSlfTjrF"'::jsonb::JSONB, 'news.answered'::VARCHAR, false, true, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'a3870eeb6c6549009c8c897b4d5ad302'::uuid::UUID, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 10::BIGINT, false, '{}'::UUID[], '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000010'::VARCHAR, reply_expires_at='2024-01-15 03:01:44+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='9cb5c4fcb8eb42d38210bafb3a5361c7'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/ce969721-647c-48c4-b2d3-7960463685a4'::VARCHAR, lease_until='2024-01-15 03:01:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (17::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:U7bf552c9c578e3782bdf2b4cb653d799'::VARCHAR AND (outbox.id NOT IN (17::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000010'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (17::BIGINT) AND outbox.lease_owner = 'recorder/ce969721-647c-48c4-b2d3-7960463685a4'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- 1
UPDATE outbox SET batch='a3870eeb6c6549009c8c897b4d5ad302'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/23a657ad-d6c6-4ce9-97b4-840c94394136'::VARCHAR, lease_until='2024-01-15 03:01:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='push'::VARCHAR WHERE outbox.id IN (18::BIGINT)
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (18::BIGINT) AND outbox.lease_owner = 'recorder/23a657ad-d6c6-4ce9-97b4-840c94394136'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000011'::VARCHAR, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'postback'::VARCHAR, NULL::VARCHAR, '2024-01-15 03:01:00.011000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:00+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.H6gmHUrIh26Cw4a+7ILy4slmpJMwmPshYhbn6aaflNeLgqh8DtPsFooPjkW+pSSt0/bkZNFRAFDJQeWGduXPKRacNr4QIa0BSYpWcpidL88uFhmPekxgzCHLJ3uKaFLQDtPMoPjsekgPtPtzVowM9HzIiswHn94n1ItdJMKifmSzzZH/YCCr1VbaAfGFdPkHH5QaTqEEC7HgAMpnaHJQcz6Qib2/9d+Si9bLQC98CGnwNsVnmFOrjkeYBL3XfnC6+B7bwqv2Hw0FfHpyTrAHHjCwHjTxSFO6bXL7ZPuzpWs2lSiyX/zrJo9YI76Izj5A996vwwO8GiSvrOBe9r+7sLv2ztMuHQ6quFVC1V6e080Ncui6rC9Kd9HTFwAd5RO2t2cAjiNI8zDCN/ZzsiJ4UsHsZDsIQTT7SJEZQ+SGLu091mhtnz5DuiAmv3UsfSi+M5r5MVDofArthtORWKsY2+U5/7vNbSk7TRpSve8mJoSciufZ8RpvJUOh+0iVPmVrj3TbpN4h3combBo='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000011'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (11::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (11::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (11::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, reply_token='R0000000000000000000000000000011'::VARCHAR, reply_expires_at='2024-01-15 03:01:50+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR
-- 1
INSERT INTO cases (id, number, reporter_id, state, kind, category, subtype, confidence, urgency, place, created_at, changed_at, secondary, flags, people_count, amounts, evidence, reason, decided_by, model_version, read_category, read_subtype, read_confidence, affected_consent, mentor_id, question_text, question_by, question_at, rating, closing, result) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 'มส-67-00001-2'::VARCHAR, '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'closed'::VARCHAR, 'problem'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 0::INTEGER,  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '{}'::TEXT[], '{}'::TEXT[], 5::BIGINT, '[]'::jsonb::JSONB, '"sealed.1.5bf7371a.heHSGX03Bnp+lxMtom2JWB6q2eXbqMbTfHk50YwNpXNacCtEkEos5zvxiSQ1uenqiEkWTvcJTiSkOitegOFIUBxHLiGdUmResLv3QSm3cdPPZXmsyUfYY4I="'::jsonb::JSONB, 'sealed.1.5bf7371a.1WW0j9Fwbr5KbA3gWbJl0758NiD6HmL2iHVD7BKDifBzx8l5mN4TngCWvh76jWijNv+kLlwkSCRv8w/wTFfotDHRrejaa63Q+/vjn8gYaALtkKemkChadKMQc+jIHVSWjzs8YvMK5w9OBzvPIf2xLxkjqcfi9ivujouMWZY6W/rlXE4FQ31HaZ8sjp8Kn1Sg7QlS94Y5B0Asgi1fN8KD/a1fuwpui2/agaFHvzaeM8+WnYKQhk287vLGzbNIqnyzoMf2GmSQeFf4qtwTUqR973BOmUCOuq/L5i4hKBmv23/B39CvZ8NIznhU4WjtwT6D/LgnGbASKxcM6g3B8Y31n3BojttfeWPlFTol78YS2SF6c5khkpZEE8d9CQnz2Vd1k5lDNe6nMWlBwCAKpaJjOs4K+1PMNkgiiEB3fUg2CZ5o08pihXGAazxL0QclZXLZ194tPu8Lr8tLoxNnT0wh'::VARCHAR, 'machine'::VARCHAR, '2-595692d3'::VARCHAR, 'protection'::VARCHAR, 'P01'::VARCHAR, 0.95, 'agreed'::VARCHAR, 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, NULL::VARCHAR, NULL::UUID, NULL::TIMESTAMP WITH TIME ZONE, NULL::INTEGER, 'confirmed'::VARCHAR, ''::VARCHAR) ON CONFLICT (id) DO UPDATE SET number = 'มส-67-00001-2'::VARCHAR, reporter_id = '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, state = 'closed'::VARCHAR, kind = 'problem'::VARCHAR, category = 'protection'::VARCHAR, subtype = 'P01'::VARCHAR, confidence = 0.95, urgency = 0::INTEGER, place =  E'{"province_code": "58", "province": "\\u0e41\\u0e21\\u0e48\\u0e2e\\u0e48\\u0e2d\\u0e07\\u0e2a\\u0e2d\\u0e19", "district_code": "5803", "district": "\\u0e1b\\u0e32\\u0e22", "subdistrict_code": null, "subdistrict": null, "source": "text"}'::jsonb::JSONB, created_at = '2024-01-15 03:00:30+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, changed_at = '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, secondary = '{}'::TEXT[], flags = '{}'::TEXT[], people_count = 5::BIGINT, amounts = '[]'::jsonb::JSONB, evidence = '"sealed.1.5bf7371a.j3n5OEZBhBcd7t/PEBoQheC58ZWlcTl+JMlVcSVddfh40YrbZmf2hGVJFFqQOd3OTKcoV5dwauHsrPja8KylW+O87ks6j41K9pLwk1HGu+mYEzaYnsBsFzk="'::jsonb::JSONB, reason = 'sealed.1.5bf7371a./J8POl1KIUIjWhggsaorpTAwCHW4aHvCVyTVEGefAeUNJXoXs5DgXF0A+KGNcEwYiIlq038qsR8I07p3JZUmnXKteY8SGByZJ0c7JMWFpj2BG+CgriPi99Elk/0942gINZ6QetPPFmQ4zzWxN1Wz3d8zyTwVWk3bLElB0+rV2Q7qzDuL0/DtduyLC1jCdMlKiFEH97xRbSzHEdP/AIdFap6GvP6KLxmd5hEbpRlnSzE0unNbgBs8nwtolUwbVxCi8kGIN7NI4L0No5SZ1jUlAYWigXcScC2+YRhameOJYElNnSNYT0b5yLa1L5/c+WYqLG0xShrteGRuGDVZ2zYmxLc0f0nhqhZWaM9QrQ0tJ6Vppq8+DYP85SlyhwbkBeXfQf0NiHWsk7xJB5+ZrNm1wESsVT9Gf8q4yF2OATfDcdFfAMdZpzHYK77kap/sS8cYnmgIRmsF7jINzveV4DPj'::VARCHAR, decided_by = 'machine'::VARCHAR, model_version = '2-595692d3'::VARCHAR, read_category = 'protection'::VARCHAR, read_subtype = 'P01'::VARCHAR, read_confidence = 0.95, affected_consent = 'agreed'::VARCHAR, mentor_id = 'f67addabfc295f5a864ee70592d2da34'::uuid::UUID, question_text = NULL::VARCHAR, question_by = NULL::UUID, question_at = NULL::TIMESTAMP WITH TIME ZONE, rating = NULL::INTEGER, closing = 'confirmed'::VARCHAR, result = ''::VARCHAR RETURNING xmax = 0
-- 1
DELETE FROM case_parts WHERE case_parts.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 1
DELETE FROM referrals WHERE referrals.case_id = '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID
-- 1
INSERT INTO case_parts (case_id, position, message_id, text) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, '400000000000000003'::VARCHAR, 'sealed.1.5bf7371a.CLs+eLqL5den7ETICE/SzilHNnhXyqN21Qn8XPLSCu3bT4nUCqjDeo07KpKBnFOAXgCTFQzIHCz3DvVUOPvAbKxzwEKR5/rla/lWXvYl6l0QC/lycJaktvi0f5PBQbkF+rTrDpfmQMGAuiwOjDpRLBWdDwOq24exXTb/xMQfY/4UERCo/K/3i0xp46z9KV1MwpWDqHcABu264IMDVQYps91Wv4mlrJVl9YrVJNL3FF2aZ+NYrJ+lfS/eCEg='::VARCHAR)
-- 1
INSERT INTO referrals (id, case_id, position, agency, office_id, office_name, state, sent_at, officer_id, result, reason) VALUES ('f752ec8d81a752ba8385c3d9cae1d937'::uuid::UUID, '75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, 0::INTEGER, 'dlpw'::VARCHAR, 'dlpw-58'::VARCHAR, 'สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดแม่ฮ่องสอน'::VARCHAR, 'done'::VARCHAR, '2024-01-15 03:00:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'b40db163905454ec8ea8ab7f08df131b'::uuid::UUID, 'sealed.1.5bf7371a.+DOyHOSJPHRhSojEKRdcrtsNi6hBkFwNtM3emkfhuwcyObK5THXhz2+eZ2Q8FMtJuMtWoAyRPjd3IN+5yX13xtg4UhE2jCEVIrDHdMQEjOJFP37D9CelVlYRzOhsRMumqMG8yg=='::VARCHAR, ''::VARCHAR)
-- 1
INSERT INTO case_log (case_id, at, actor_id, action, detail, salt, detail_hash, previous, hash) VALUES ('75a9dfe4a7aa567f90e3c52f06828407'::uuid::UUID, '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, 'closed'::VARCHAR, 'sealed.1.5bf7371a.zyCDAfy6WK+18PG1N6Btx9CYt9BuD9+yRQE5B/hkyn4pqYTdFw=='::VARCHAR, '\x7365616c65642e312e35626637333731612e6e57da6705c2511868aea43f60ed2221e08bafa8deeb38a425c0e78282828aebec9b7dd3786d0a9e1dd3e25f'::bytea, '\x0a6e3b1d6a93ebdc974e9f69472e3fe9505eec0def17f36111e0a367c239d1e9'::bytea, '\xc08552c1c4327e1b219ddc69d2e7a80baf5c3cfb42168f01064ae8b78e0c94b1'::bytea, '\xf8a6d4ea0c1e22d107dd170b173a6a95fd43e5a32b5dcf563ed92964bb47fbbd'::bytea)
-- 1
UPDATE timers SET state='cancelled'::VARCHAR, done_at='2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE timers.key >= '75a9dfe4-a7aa-567f-90e3-c52f06828407:'::VARCHAR COLLATE "C" AND timers.key < '75a9dfe4-a7aa-567f-90e3-c52f06828407:􏿿'::VARCHAR COLLATE "C" AND timers.state = 'waiting'::VARCHAR RETURNING timers.key
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.+vpPOHnht33IC+Rt+XPv4nmkyGpWvojs12RZ61Vi8v1pYsy7/O9oDBqu667HCc9I3hYhNKPqBL81RmN3snNyooNKK1WP78LpEEUClXlhmKEpSlk6RzB6SilARuG1cij5qjyXjvQ3fTrgqkl5GH9leBefrVdD+5PmW2aUtbUg8ehq7f2+sq9fIKPyZ4ZdGN3AC/LD4LhRZ5hXYmq6QLehLkGvrMM3BxT3W0k/LUoQDgXTkx0zjMMe6xcbVY6U5bPhYraU69YrgD8pG616OaukzjsjcJ+/vpIHOTLUvF+7LncQkVbQfP4I8+wV6yGPH0tmI4prnto6cSceAhiRBtgj5O60pq+xvIAUcjse1imdbkU/JQe/1nngseZVph5WlyTsIEUFVpzmyyZ0Dxfl0yBXeRLBqAvXgsi3dm5K1mRwTwdpaY/ZtozWEZlG6DinoM+MzeKazQ3GLuCm6nZOKPy6sLbp4YO6TKO4fNU32oJd+B9DxnlLZlSMO6fl/TQNr8d2HfF1qms7ygFxXpHpQylMnRfyQYY1mNFw7oLnH2rJmFq1N6wwVaYEoMOWv+fh1J+XlCnqOwsCqzw4ycxwyNGF2PLfZeCUO9hrnoVDMZmmdrrG9fnbFs53c7YiDh0Bz8cvTF3R2tTUprst2je+eaj1marez0Ac21Pqse8i+MivrxYc6/Dx03B5mBn51EJM+UZj190JzwlGYz3MAS39r5uIkeEkPqxUbr6kAerBkhM7okDM1SY8bKUU6DkyYCrORqJbs7JQibN+BJEv3K5pfgBPwesJZyQd6rgoRIYNF+VfnaOUIURysP+fW7JRzbo51eRAAMhVsAMpafD39TzMX471i5C4MMhQJyM2QPL+Qf4PfLHsdgVa/rfWBe2V1l96GEJjjVhcc0Ke/SYQ+qw952OUe5LNgQWWat5udq3aAjZuDvsx9Mc4E3qEH6JoYZkQz0kDMYy0j7CPxVlTucXmrwB4b+Dh/JwEC9lhyJNA1RiCBtSS35R6AJH7wJfe2KPmzwzAimYQk6JevWimiLljEI6Wk5OmO77FSLzGtMAsYUmpNGSwr9u8fdOH1cTOjBQ93t5pTm97ik7mJp5S2cXJs3GJ8eDXGoHCELVAUf6W0lRItIZM9Fxn4cXfwS0qwGZwdS5RLJbAOC1wQ2lyibOEll6Mxe5oTIxNHK/t4rvuVnWpE2m9FwxS4Dg3d+Y7pGzAciGC+YkIFgksTs552288ACn8l6bz0YZ9P/ukzDVoCuxk0Qft7AE7CYINlKaWEYfBzjKFXKcLmLpjecUET3rl1s1t9QHi8W8Xp7ATKfO1gbOwug9REj/NUc/YqRjGACEOHDaJRm0Me+R4xWLqQ2ndUk5P8VQRls5ic6tYXeqoQFYUYwUD"'::jsonb::JSONB, 'answer.thanks'::VARCHAR, false, false, '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000011'::VARCHAR, '2024-01-15 03:01:50+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'c5e09f7cb43a4e9eae928028bb47cc5c'::uuid::UUID, '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 11::BIGINT, false, '{}'::UUID[], '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000011'::VARCHAR, reply_expires_at='2024-01-15 03:01:50+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='c5e09f7cb43a4e9eae928028bb47cc5c'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/0057b2e3-7b41-4094-a7a4-907a82977f67'::VARCHAR, lease_until='2024-01-15 03:01:36+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (19::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Ue468148607349af319a8107a7052f1be'::VARCHAR AND (outbox.id NOT IN (19::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000011'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (19::BIGINT) AND outbox.lease_owner = 'recorder/0057b2e3-7b41-4094-a7a4-907a82977f67'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000012'::VARCHAR, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'text'::VARCHAR, '400000000000000012'::VARCHAR, '2024-01-15 03:01:06.012000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:06+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:09+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.8aBXaRmX0ftlui+crIeaj/PO/kTygN4mJnqFeDxs70nR3ZdZaYTTVhX+Kv9v8OGRi89Cly+auubjzfJ8RjjJH+rDCp5Y0a2F2Ry7/WqO8QflTHEYXIlOnw8rZ7+OE7wnNkfmAJYb1WkbnWJqxIf9mnq1sVJ0NZNpoAEM6puayjvhKBlf9ZDsoolA2tUX5kKrmY7QISGq0EEBFQYemuWTAvHnvTkA6rvImicO77e4apfAr85rKYXruXALO6z96+z/iwjFI7a9JbyS5r6lc6ivnbVzEoE0uD+vxTlRkT5Wzc+SgtyAW9hW/FqtZsSqv6VE5TALNLuhDrOxGdxO7X+RqyAdieXdT+H2j7ZMiKOGm46xNm+lFy/iixXPJtw9zHVi/LPdWyQV0ycaPLUQkXcnppNjJ9YS7fwn7hZ6CA/4wAK59tNax0tzJbzmPCYOTI9DM0r4LGsHcU+aBUUAxg0ndTZitYqKleMdX1A4KEIUl7zQPRlRrZDW3FzMrVlFKQvPd/dVpl2UeOJLX2WuIP3qCAztsMq0ebs4UzMGSWt9/5cUefVKo59yOd2o8wUN2F9FkrW6RthIusbSg0kX1BKDpjqNzWeYRI9Tor1FKV8gYncmr/syqfjYc9dk4eUNHHqAcf778lDohd6nqBkMHorC2RB3stTGonyfwuX+ccMmwwVQvyTvsDgwKujzZyzGotZ54RG7fmLJTxmrLtfE7g=='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000012'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (12::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (12::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (12::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, reply_token='R0000000000000000000000000000012'::VARCHAR, reply_expires_at='2024-01-15 03:01:56+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR
-- 1
INSERT INTO conversations (key, step, draft, changed_at) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'report.confirm'::VARCHAR, '"sealed.1.5bf7371a.xqZzbY+HKH/QB+0OKIybyNZ/sOc2SieOEzAb62Tiqr1QSHJKTIyTLfBTn0tL7qJDMB6iyCG0nrwHFDAplNc1U6hSKRXB/02jJAU/ToylglCbbhMpwdIdz1Aggr/eKol9h4OSUFYOpvsKnAuv1njvLsdL5JlgGj/vzH8Au0lzP69DkVsVop+6YkkgaZfdQUnNgdC5dEegxhclU2GtLr2GzmoHCWDZvMcEZMbXvHjJJyKftR3EaUci8jT1eYXxCFaUMK8pWEcLS/BYA2N5NG1yINIGYB+WbfCBAHMp7BnL9uynjuQlqqWixmIE39DOqQA7DeyhIK4oAXocY8k+sY+hQdfL85/e9wGERGo8I81qHVDhx9DXBHxT9biXCe21Vk4OeW/+lZxQuT5VDDV6darjaAF3qwrZhKz3Psnzz1pe+WypImoJIptdYHh+qZD34c+elgeowspIJym2FyPKn2HJmfM8/8XKaDCSC5Smp50HClpUvpIhT8DmosNuegTZ+LlzrEsEWe66w+v7BH46CrHhe+FYp+no2+2WqC3UKPQKPxyLtqgDnnOOZiu1YlRUOg564YFetunRnGQb8QI7RwwpBNItcqLiUxyJo22aJlGkIOSmNa2rpt6VR4LwOqG+WXBfGsKQWPp4pBvoUBCpUzie2PoOGiPim6pnOXP1lEJHVRSbqQN2dZrnMlC1AXHnr0JwzwQmBErCiLU1jTKOGVtLPFfZiJUB/rBnW1KV60/5PnEnJJA45zX5pLAFLqgIkPoIoOWjK8dHYS8LUP8LX37/vCh2cG/hbe4VJ//GKzFZNZx+KBwi/dQI176SeZe+CDLDYLMq224zr6OccyGkAfUEd1NigElRc2XEuXHzgXlnX5YQfI7tjZGAmOkLqNvmNO7f8Vm2diwuZ96gvkidHhHyCAz8miWwRZ5STGjhbBLb00hqJxOkbqWLHhbX0BO4xv6Vb0pc9JR7y9dEhTtJI7TLks3b+D2tjFp0ha2IfZtQ2nokyKH+stUI3ZbtlxzkJxKlS5OfZxVY7De/Cl8bSF2Aj3JoeYiz0x7oDGuqlGYhc0e+X6BHNcO2aBSCBrMbePGBMV9MXvlO9wGv3RaGvZEg3t+bdjuPIXl4gmWhk4LGvnkjnNlPqYvwaQjBa5JUbhKgo5LH7iRw"'::jsonb::JSONB, clock_timestamp()) ON CONFLICT (key) DO UPDATE SET step = 'report.confirm'::VARCHAR, draft = '"sealed.1.5bf7371a.gJkn6304h7s8iNnxFjxDpnwBAteVaTQiM/8qinvxHtvRgtV8HAPxOT/apAAXO5PRSR6Bk2Jg1ahE5rKVYBeQ1dZ1eXhSnTWz7pZdZIWWvP1PtCsi/Fqu52CEm57ByUnqvq1U+o0sy41mBpWavajRx7MFeZCJsufhAxCYTg/KPpO8QY6b5HxTaG75pc/nOY+YJTvyyp+6M7Qo3Arp8Wseg1YF9Zyi3MYS9vPLxq+ex37t7/F9eu/NXwqEYnSra5AmeDc2zeAw8TQlNChzFf0XIDrZIUiWkF0IUTZUTCT25K+DIYdp+aVJlIcyml3K0OPLZB2hMYS0PZ+5kegyNtQSeu91R8NB8oYrfCtUCeE5vIEMFeh2xGGiTnChSqRgjnPbAVUrZFcrTuDgv3i+m9ZapCofPm/RAb5BpTP2LyhWtNb4EvuzFK8fEsK9K5LhvDrbFA8R40u0gj6Y77nGZUeOVfo+yvsmzllUHMhzLO4sfSOYRw/chgelE0X7y0eWV/c7v8AmuvkDP/2N7uGC9k2zv+gBfT+jDeuG6O4g6H9QFZlr4i1aque0YIdDu9z1+qbNaQYApat2sW62e6Fp72VGKFYhixIUEe9y5CpUNGd1aph5x2VB3MKRJSy87ecfry97/b0yrMNbetewHgRfgbWeIweQhhN0tvaYJWgJmBr4dMEhUyRiZfTbBq+CRyrmpMmoXbNzqttWzsqR/kLiPIPFFf33+NwWdgAz1E8oN/j6pG0c1IFVOtBzyoPiLABxI42KCLldwgEnvKQBDhI2SGpLPqUOPFqi3XmnLdClsTAhFGRQNWO3FpmOjn/txOAHX4chNJaDXwKF3Lfb3z+UPW1PpYj47ohPgWCHpTg1KFQosSPIYTa91P1Nylvfz44udZsWDRxhlaXpD05gfgBrE40+qldCfVPnnE6XbLMXeyzqzM3byBIHMqDjTVlbWYIxFR4cD5nodpmJwLyGrqYy2wXC6yy9uJzzNGajN4zPxd0FazM7Olz73fltfwKRXCIy4GdhKd94Md7QVT1LAyxe44yZHkcwSLpNLEq4v0Y9VhMgOtkfIPgw0eCuafd1W1H7BGD7juxQSq1PIALJUiliyC/JnqpyooCzHP7mIVhcsA26TEF3DLR4T3G67xlOBAHXzZcyT67bcPPC"'::jsonb::JSONB, changed_at = clock_timestamp()
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_chat, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.6COdSsO07VsUNRBhu+3xQ5S9C//gLESoGAK1Wh/+jzgC4i8bxHcfqpgZaduBx0TWbOB6M8Yr6JfCoyObXiClRRHoW+u0aznYz1/mI8hLjyuxZYKZu7Rf359CdS/n6E4sfhItAyvrIelwG927oQVTg75yR+m94ekd8ouuJrxqhXsJQ7NkBrE9veXBe/uleoLfwoPeHh60td/KAhPn7+saIOUiMCBdb6tDJTcgcUWvyO74kuyhR+XDvSNuelYKBtlNdRSH13U4l2IEBi7ZteizOgfqY4uTKfKiodLMPrrLTh+GQv03q2FZWPp7d3ZjJMKQzm8jt3kJ8V7jETOsEw2rbzsHDffwBMhIAmQ3UnmjCIPbJZU56F49g8REHbT/0dfTH/DMmKRo0jBe1XCV+++1esHP749iPbmfdT1676EbxzrNeei4ecmrbL9pcfsesqtYIrMtPuZ2G4IjQafIeQYjMH3GzpF/paexh4coBSuQ8Tcz6DGfRJjTvSTgrDymqALh/fChrGCw+MYdTAeBs1e8szShzaE8QUZB9VSdBYNDXGsKPWoNbgXm7lFJCtiuMBmCI+XI1ulR8WrXUbc2Tl10uVj9OnqcNAdN2Phwnu2/jD+HLDYtJRov/hOXEJkY2W+mA25ei3fJziAD1eMvYYBMv80y11+9kPmPwpzChLBsM7p1t0d13mAgOUUkFGAZeMFEEFg9n8F/bUsfnccLTwOT2qCxFi+QUzYFO211hZ4AdMrEOaPbcizoFxBcz55WB0A2U8aHjNp6WvZQqSlcwl6rifrIteEN113fx60wd2BIX8VqsBSlz5sOglJuv+qxQqJl6/sWL9VRm43DlxIycUrZqpZENUZgZEBHKmyklI5TF7CLoh7qVUzCd3ZniiYjMnD5nKCOEdXkzYjP1EcrijReQjj9lAKdqqNQ7wVBOf9ewKWLRmdg2YBxZEoMjvhdAfKKPvOnbAkMRr57wAQOf7mynq8ttFQkfZgsnNS4W9RQxIkCOHbf/EsiRJ9uQkdtopYXQChFZ0FbpDpbJet8esZPLPjZQZeWUfKadERAm9Qs83XDlEKUUpH/zTv7DuPAzGQQ2qCVqVYmO2ijhfbfO1cCqp/CIXec/X684ndtgYA7uon4ESENWdBd6uQnuOXT6/2QfPFROQyEnsc/5R3FK540sADnayDIPXz7OUT59oPHzIZGmQQXgKA9cfZTU7/VLBavS97QdDTSeo/hHcPfTc5IM6qNm0TaUIyhT5nzoUWJ2Y+Xev9Yww5Jf3+ENQfMlVjv+F3hlbH18vQSBFPYPmdMMwUwpnAeSNtz/K3fLmh801hpkn8u/6OXRzOWq1WqdqWZcfNDTOjm61cnNGb8tW13skRGqK1r26vM14ujJPdYGbFNy0w6jIIe30eae36ithzHkTsOzp3iLUau/KDJQpBuSyX6Y6/EOWbrZ/lpMOvSW5EHxi1i6JDYSvZgzc1ckHWjIBmQraa1OcaN+fSsja1MDjiI80FmrV7UQP72Y7ktvLDqlvIO7W+fYNcWECgi15kAw8S6p7jfS78BCAN6UnVgOAVStPBE+avmFM1F6+rcVnjrlcHRSPPRncj0ZTaM8mWQGwwZEWlS2ybxfPQg93ltN9N4dfDFfw8p3761QJNH5RbzuEelhPPprmxTewtcDzJn+vW3am+fvKTQrXUp1Q8X0n6guwUt7NtSfCs5j87yEb3D4fcCDI6tImOEpT3dr9rJ4fxPqrD7HHARGz7iS9bvyCVRXEa0f9HZv39jPfoimYHB81ddgvj4J4F1Wv4xh22ZkrcbA8aNAsPdqCCOPFFn9nw4AxSqqFP90LoMUgHZ1vG8a4weoZz07fpjMeeD6SxqFSJZ0vm0+dSfwBPBwlwGPztumy2XZsqiI31A8cU0RnSzn3gz03/QrovFimwN2YCHecmLEPvplQuCussGI5BO1FWsYYWqzKO+Em+oWyi1PbIjwGCN/ut7QXFoE7NF889Mghzp3kZL6EiGSTpSGTDZuOA1n4J5pmUfWKWVCWj3T/iYN/5y+HCu9AwTohIOITXtIZuznrwm2NG/EEByhWroZlcEyB/QCy7diIlGF6+lzS+PBYcEP+0HgzTk2tNwm1Av5voVoz3xsswKtRxftxDXNIzu/HAx1U03yc1+RbVNUS6xPWvZ/Yy+TpRZJBDaW5i/GibjBr+oz5D7KgSIAjqvz1ePsONQgCk2bpfJLG9Fv6Dw9pxMUENMTlKakKl0tM5tdJBoF2pFI2ZIyPC44oo5y1CZxY4aPSof+0jU9J1r+RlVcYBphMEL/IhfXnSBIKCZH4+8GYHDuDtCcMO0Co2BI0DPSDqG8qGxsIDs5MBA7YY26rPmb97IrTrtUiUUewCKPsTjwEAvuWajM8xUIVxpyk3UsTE3HpZX1R7pjJhOZBk+5Y3hD6Tt0bAaHRlHVYOoJP46XdYD9DQxfDzt52O/6yzsWT3J+rz5n4ysmya7nTTmAP1Fb2KYOlcBa4N0l8oNtS+Yh9v9X3jtiaBp22KndnTdy+e0Bqjf5+3ZP0Ymb2siI/eJn01t7MfgsPHvYNl0bHn2JF5jIZJyA//UwHY4Eb4pPwKqboKaEA95jxKCSc6/pZ11nVnk2ewv20t77YJRpfxR4fioX7ucoMNu8bwkv5i0HTykDl1Zwn9cd85lHXKM43mmBpCEFWQJqLEVUfgrg8tLvgEn51NLUfirmtQTDigBIfLoYYsRefdRjoYYco2zlUK8P1DrcSXtHlcKEhQAhsmEC/OXcBb64GxUchqtgyQDqEuiI0uVihfMTkyJ51iX68NkMGMWfFKEM6XNSi22DzlOQvmM2Pvy718dTIqlNgdXwfv49y2v6FFCoAcnlcHPToBok2l/WdqSCmBPqq1E5cSn+Y7B8lFHjbmGI7eSXQD2Aq7aLr+iOZrGUlvN7d5d565SvmXUOGkZl9Uq/Qv7e7noBkimZDjM8z6kFG2XM+7t5LaK0iLceEJdanBoUFgCTLwA7rS5M7DhoAyjowuYNCBjyaVRZApTdJqX0HCxgKCgmXQHBy+/IpTf7KS0P6tzn+lWzwxy5hwapLHIIpEp9bZECyMbzTdjE1iPIRh1+FNg/MBdY+IrbcNXL/FjgdlscoimgYm7ian+Izt0v1r4mddUB0nPxh7MXGy4c7DnIJqIu+DYhZv9IsjgLq/8389BF2+s5+ySUBPRmz/EOo1wFWcDUxwhX5PDNtdfvoVJrZ2cy0wdjOg3eaaxio1d2k1kNIDMnqmAiofeovg0ruPRxHcOsHrdC+yKD4RUmYyYUKCqf1QbznNb8qUfIfTWwneLzk2sfpa/g4YQdmHnMB1wx0tHgwB6937NEDdf62ISje58xebLOak4wFn9IJxsNTbYrOH1Gtv4LzXKwSg4G1yLKg118pfnOfCqw9hQNOgJYPXQtS3GqbiLlUKk6nHsY4N/0jaNMii9nuOC+jwCVlBtv5nOX3hgilBwuaI6y8eEdrkpETU7nGRVVLBlHoNqSaYQA1pbYzBGjN1mCltRBShf5fo4TgZNWUOAsi5kRn0HTMaOBc3NTZx8ctWnvoceo2t725jxp8k2acGKdT8z75WJPw+TPKtZfV0Oa5AJUlUDujUvVEkCUh1cNKA65k3ric5xdfkMNj8NlBQnKsmJXQXvjdLVV84BF6B1op0donL58XZdB7uX+X1ob2VWu3QVW/UEMflnlnRkYLAsqykCoiBIr18/9f6WeatBBucOw2y3pid+94JL40Py4X9qfPo0xMr3BL8a0fFD2rDSm2iTimKivqdj7Wr5kMQ4lK98WJxEf8EHlcdaywjDrFPgmsW1UEiTbZlKiVyvR6HEQZqTiWxqoSVk4xZdOeROYDvgTCNhufMMQ7VmMfEutKF6xoOFr03mxzst1ehJ9uBpN0Llm5ErBPolDqdsBk6tLi3xI47o4XBMgljNw4PADJqSk/e7rgVzD77uoMgxzqs1EYbxbcD07M2albFGa3NsfSZavg1FxfEi0cT2TwDagYFQL06nCDUZ4BU0Zsk7O8OUeOd6hAzAgz1oNTplkW+iOWXvhZes7vrcJfCCUy7VdqMc4qXNHHu0xGKkhHyg1ZSmmBX5cvUQYewbo9dup5Ro8Ll/imiHwr//w6mgLDfORoPzRsqMuVtIm69JFeIde5TwuSJwCOCrlwiaqQkf/mR6ljrBzryLUzeVxYKyi9mUuaTU8ClyojR0Q4RH+rWW/HSCyBoSlWmTeb94Q/KCctRH0rdWxgSFEkjiobukmFicvyrLjCDb1MTf80uQ1YMAR13JiFreY/TLZq4UAgKaQOSr7i5bwT9jq7p97u1cpa2ltYY1HqOcJz6kpIrf8iGHT/uYCsLgP0ZbPJbZKSrVmQh0iXC1zemDX6I6kJWbDOfBgNW6qhOctKxqnTU6+NZM1Jai0iNRK1lIdgE14sqAEJ7Cwco0oPBaE284wqe5pydCum+VTpVFNIvKfENGAw89MLLnPlm4FuuaydjOzrWQ/CWs6+ie+b/g85dnA6wX71mEn7Obr2ecfYFBtpyIiPWsrLrkh3+BUIyEwSVTGxvJV5pBYQSbWQT5u/g5JH+PtrIPWygCyWVrdBANsCRMnVcp+AnF37GyIQJLh7Xev5eh/DETKNZeIfa45qD/nDZQ2C0jZmv1eaYdXxuQ3M3xUG4CTUwAk2c14lVCJ03Vd8phe5qR+Lqyt4GE/oM7ooWl/CZvvWxgM4w+n5QHv1MwxSv71aj4Z+aLjfQNx/1wpz8tY9APahvT10NAN1HdcPOi5lBWRLjCmmTi6V/DKj6pFUrmUakjvnHaIASb2Aj1AKVP+Op0Ryok31srsYwuatfJsaiT4/U1fctPY5v0wAINu9O362wLDvfFVugnt+OF0ddFFsc1eCNmKkgt/QsO/1W7LXwHFrTuR3TSqu7DxFw="'::jsonb::JSONB, 'report.card'::VARCHAR, false, false, '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000012'::VARCHAR, '2024-01-15 03:01:56+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '889df1fa89af4f3a8043585658699d7f'::uuid::UUID, '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 12::BIGINT, true, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, '{}'::UUID[], '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000012'::VARCHAR, reply_expires_at='2024-01-15 03:01:56+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='889df1fa89af4f3a8043585658699d7f'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/e11adbf8-0272-486a-9bc6-16771a4d20ce'::VARCHAR, lease_until='2024-01-15 03:01:42+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (20::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Ue468148607349af319a8107a7052f1be'::VARCHAR AND (outbox.id NOT IN (20::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000012'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (20::BIGINT) AND outbox.lease_owner = 'recorder/e11adbf8-0272-486a-9bc6-16771a4d20ce'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000013'::VARCHAR, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'image'::VARCHAR, '400000000000000013'::VARCHAR, '2024-01-15 03:01:12.013000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:12+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.7c+nOVWQpd9Kr5N693NK2CvZgGahLDKkPmiLhbdhgMeWfPDLeu/vPKViMDiR1APtmZEM0hOxWn9UMOwJP3/VwYHvKsim/xrRWAp0TqUVl3v3BImTrlCeqyoo/rp5njGqrOYY7MzNA3D/Il4B5mRrr5dVXFLInWQ6GWZG2LEZDe+pIxTMK4ty2nNzZRtLA7ciefUpzTyO6l1mWL2XezQlOky3yiChfdfSI16eEAqtfl78LcO1sdnvuer6RNgBT6GZt0pyXqB2+KZxv57EcAPmML0PSrBlSj2XyymdmUgzhb61GTHx96PY1ggGgIM4zIjGz0TcjBNzGzQJr0IY0XC1QFTpgeIo8G3ep8hSteGdjTABJ66r66ZDZD+BgdRJPZqDq1+XNOhOXuQ0LVpgwu5PH/mxCnsmfiafTyXOlwK05FnBSMtXTZfO3IYMBZBGVzA9T9cQM2naV0Fd1qNIrxd0lcSz16o0wUcDcEQqD9NK6hhBFTbjiOm+Qr4V9CVkTKsG1V66Jw0eG/4doSmeHy25gUWCorXo'::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000013'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
-- begin
-- 1
UPDATE inbox SET attempts=(inbox.attempts + 1::INTEGER) WHERE inbox.id IN (13::BIGINT)
-- commit
-- begin
-- 0
UPDATE inbox SET raw='{}'::VARCHAR, state='handled'::VARCHAR, reason='unsent by its writer'::VARCHAR, handled_at=coalesce(inbox.handled_at, now()) WHERE inbox.id IN (13::BIGINT) AND (EXISTS (SELECT * 
FROM inbox AS inbox_1 
WHERE inbox_1.message_id = inbox.message_id AND inbox_1.kind = 'unsend'::VARCHAR)) AND inbox.kind != 'unsend'::VARCHAR RETURNING inbox.id
-- any
SAVEPOINT sa_savepoint_1
-- 1
UPDATE inbox SET state='handled'::VARCHAR, reason=''::VARCHAR, handled_at='2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE inbox.id IN (13::BIGINT) AND inbox.state = 'waiting'::VARCHAR RETURNING inbox.id
-- 1
UPDATE conversations SET person_id='7c26d96097c45d7fb3498d53d5f59ba7'::uuid::UUID, reply_token='R0000000000000000000000000000013'::VARCHAR, reply_expires_at='2024-01-15 03:02:02+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE conversations.key = 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR
-- 1
INSERT INTO attachments (id, message_id, conversation_key, case_id, kind, file_name, place, state, next_at, created_at) VALUES ('f0e4dcbfa5aa47218cd30cbe81270c7d'::uuid::UUID, '400000000000000013'::VARCHAR, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, NULL::UUID, 'image'::VARCHAR, ''::VARCHAR, NULL::JSONB, 'waiting'::VARCHAR, '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) ON CONFLICT (message_id) DO NOTHING
-- 1
INSERT INTO conversations (key, step, draft, changed_at) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'report.confirm'::VARCHAR, '"sealed.1.5bf7371a.DGYDKB35M/NVxs6otnLDuu3D+c7QweLIGmZP6/8226tHPu94r/nWuL1SIch6sVMcZ4tZj/MtBmzO8Sszk73T4XgRfzrYJn9TEyM0gJImZTp3TVV3YE8UgFJaBW1BlWIjq0o+XNS7fUI/Kpg8Cqdlozo8Mk9XrGUCe0QUcU3LYdos5BPJlaAEmlgrKi5wiXPFXuxsjaRslkcjnFPRKbq7LH2zLN7qWk34xdx4Kn3SYAKWhMUPuZoB2CIvHukloVbOzFQYsBOLc+nFPkfXRieDg7tHCkWc8XPu4KY8k7ZdyAa/q5AqLuLcdiMFEG7VbWdbRNbB197onlxe1KHIqso7ands4/23f3gZqiQsScszzS22JSe+Fn9pfOTMhNMi2v921CqBIMt0xf188CDcGAr0O19tmP+KWRufFhXtRQYX3CsW+Eh9uLGGP+oIYdpUSVDrJEu9Iqn94idP8IIQ+k81BdLTklCa0RKU6xN/LC8TCj5FS9BoqLHOZoEk1E8BO3di4xQLlX0vePKo5hRjAcxfJIkZPDSy3NbMgtQKJ+rm5C60OVde1c8SR/toPT7TeDxN273/dtWbAtFh/pSFSvunQcHOLXSW+D53ni6LPEQyCvdJYBp+iqN/T/oOw+mw6fQMnYdh+bP53ybQBtA5GeKc5CV0x/lA/Hxspfqm+vyjTZ1n2A0BnIAmTSZ3Ou1CB2R5FDFk7Tk1s/g4Q42EsOQA2dQfyHHtXH6UIGVwq9Tt2tClfTRaYq/9hGK+mOxiTQdzg08c/1RAImMnpw+mM5wRlxX03t4rB8y2zoB6drqdjYxBtzPxNQp/kRd1smKtSUYks+Z33ww+5bUNEiapQWRx4i+5W4+oHdTjmJ23wXB3UJbZtdlYLoYmiijU9Qf+fTnDh0R8IfHfenHhOKCNEM82eIwdUueFx5hm//dSsrRU4pVDEm2BHoP55Xatnt7X93hvttTwGklOXlXl5fAfrLryn5qMuKojX7CWDU+toz5yt36jd8ek3yTc8ERZSZKuk25ZpNvMHTG7ppKkQUoGyCRPUfA9RKqeUS6cy880K6U0I18nox+wlIaSUTODb6zDx7TpGikDdlRHBjDDp9t19tr3Irb4paMRAc439uYLwb7IkCDCjlqgOcecIvMPVMgtjv+DClgcDEwV0K6YMeD0+/PcxRZihqxXqY6ywX4="'::jsonb::JSONB, clock_timestamp()) ON CONFLICT (key) DO UPDATE SET step = 'report.confirm'::VARCHAR, draft = '"sealed.1.5bf7371a.6UItSn10ucZELBshgHx4rvmQn4G0VhykdznP4CbJwviskw8+E8YNCuL9/3dbjGQBRHBGGKbCsH178q/5osMPGKjRupsPfNRaA6uOHA2xOCjnnC12Lcp7X1V9t6DcyTvDp1RPZvtnS3zUbLvM8MB/IUDyga9QOysBpQqFlBRRmI6rj5JPr99L6fHnCtIMYvvXi30wZwkiEtVRw/dpzQm7CTZ1FBkAPewgpF8ABQqtT7WXB5zDoR+ZegB2dtDLbVifMR46Dh6fEQfPwxs6GMhUECiuwP7/0p6N4/zt4T7Z+XSu5AyXYWavYiB4xRkuJB50VZ/T9v2egQkHT2nQy0pxhKbWo54UdYPt9pCNM9iNGejX15MuidNrFI+VXYePBHYqh8h/47CM/1ydnH7vHZARVBfp8J1pv4aoSWncyu7nJfPwlzOiXsHBRQXjb3EQvlGBiyEz5C4vqUdlfs3gvag7weLwiSEGk+zLmbkgbihkDqZfPsmQgMEO1PY6xqeabJ2ttpnsQceAFX79TYjQDc/T9bk+ryyavABJx9bIeXwd8nKyk7NqFaR9otdwsby/urX4XvuRczY+DZXHpHv97KHpCu6fbTuxx9E6jFiJ/H1EBHC+Hm1MILBLk313YtX3uMzbOlkFETaytcVWkzL/MejLoptRIRCWQC5/Ae3zv9VcQde8CEhkwL3n2l2YQF7cNk+cBrP3oBt2xnmDucBfESYBrzmBR0yBzNBtloB9niTnitzq5k2KB44TEJ0ds9KtD9n4M/A2hoBNCNuRhVJKmWKEsjq7sf9edx0BTn/5ifwaOaOOa/ET/CUSo+0nlKqg2AP0uUxsfk3NSBnUU01brh/svyAhM8rebN7Sq8StArCWw/a7twrbtYGCbK6FRRVr/BZaPKZ/IdTdY7uOpJ3kLjQflGDcNoIvusyU1Zj7L6xaMUJr9vhpLU2M/nHCS8PhUL/H7LYoF075WcvDgUHK+zyWJRe9C429aMdLLftNFrUO4ImPH1aXPNq5LuS1JOaCzzF4OD4/x8Yasjg5EYXe87OjPHnMKNTekWEuPCDZvmK0THcIs68pzK4QkACB93yncZ4Eh+Eah49QED0/d/Xs21ANDawnhvy73S9fkpMUGFQ81eVuFyfnfJPWJeqomuUqcPSAFjOAqciw4sPn/0DFa6Ev9xIMxzeHWvR53Tk="'::jsonb::JSONB, changed_at = clock_timestamp()
-- 1
INSERT INTO outbox (recipient, channel, payload, about, urgent, must_arrive, due, state, reply_token, reply_expires_at, retry_key, next_at, reason, event_id, quotes_case, quotes_cases, created_at) VALUES ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'line'::VARCHAR, '"sealed.1.5bf7371a.62imo6GkU6mdyOw2JPSQG1ckSzG4khu8sc+UG4EV0Pp0m8V19JUPdbpUisBiz/5gKcYM7KfXnN84/ScPHNJHTI/PwhJhEAD4Ua49LBidBxxNHCJBSdH24aP6gu2t/q0W7ln9aUZbSOHJ3gk3xBi2DUfeZ+KKNPicxH5MnYbqYNlaBrI2UWKznMSj5WE+tFlOTyCMfMTJPPkpz2525KLxZetrdwvBbmAZj2wYAQvnzRH3r/Hp+3dftCE7Ehht97b5oOBKjlNTaRjiDKlFEeApV6XCkhZ2zc0J204/i7qsRGFUfWguAIx/m00AO6CIz/EkwtnXF/WurSuGrKMoPWgdv5GQUSpLjKEbLm6t/bTi5ZARfs/4TNPcRQ6bdy/Dlgag/cr1AzEMDeBZbfv+SurLsl9Kc/I33j+D5/jfW9QtnUTIUb3EEsHaTHksSONjoM5+ocSzA5luiFrQLEUs5rmFL3svS0UIPdmTj6KEHxYcVS6aNIYT/G3irIYX8iTuKLqanXxaRzGjCEIF3+tuFYRKAZq3OQeXfSx90myw5BLhhpjGduEou9cL9VmWli/Gr7F9zVDVlUHmGyCogUHShNCLtKZOJOJ7LHvwUIxVDnaA9jRGIclFUmBNvHIWAb3rnUs7Fc6M/Ad5bWssmb2HaZ6ZfBRm8PvSF1lHgZrebFTeLQ=="'::jsonb::JSONB, 'report.photo_added'::VARCHAR, false, false, '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'waiting'::VARCHAR, 'R0000000000000000000000000000013'::VARCHAR, '2024-01-15 03:02:02+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'f3eb55b4ee114dc3b79884c8c1ab7f74'::uuid::UUID, '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, ''::VARCHAR, 13::BIGINT, false, '{}'::UUID[], '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) RETURNING outbox.id
-- 0
UPDATE outbox SET next_at=greatest(outbox.due, '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) WHERE outbox.recipient IN ('line:Ue468148607349af319a8107a7052f1be'::VARCHAR) AND outbox.state = 'waiting'::VARCHAR AND outbox.due <= '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND outbox.next_at > '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts = 0::INTEGER AND outbox_1.reply_expires_at > '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE)) AND NOT (EXISTS (SELECT * 
FROM outbox AS outbox_1 
WHERE outbox_1.recipient = outbox.recipient AND outbox_1.state = 'waiting'::VARCHAR AND outbox_1.attempts > 0::INTEGER AND outbox_1.next_at > '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE))
-- any
RELEASE SAVEPOINT sa_savepoint_1
-- commit
-- begin
-- commit
-- begin
-- 1
UPDATE outbox SET reply_token='R0000000000000000000000000000013'::VARCHAR, reply_expires_at='2024-01-15 03:02:02+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, batch='f3eb55b4ee114dc3b79884c8c1ab7f74'::uuid::UUID, attempts=(outbox.attempts + 1::INTEGER), lease_owner='recorder/c3f2f865-f8eb-4a9d-9608-6b833a44992f'::VARCHAR, lease_until='2024-01-15 03:01:48+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, first_attempt_at=coalesce(outbox.first_attempt_at, '2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE), via='reply'::VARCHAR WHERE outbox.id IN (21::BIGINT)
-- 0
UPDATE outbox SET reply_token=NULL::VARCHAR, reply_expires_at=NULL::TIMESTAMP WITH TIME ZONE WHERE outbox.recipient = 'line:Ue468148607349af319a8107a7052f1be'::VARCHAR AND (outbox.id NOT IN (21::BIGINT)) AND outbox.state = 'waiting'::VARCHAR AND outbox.reply_token = 'R0000000000000000000000000000013'::VARCHAR
-- commit
-- begin
-- 1
UPDATE outbox SET payload=NULL, state='delivered'::VARCHAR, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE, request_id='request'::VARCHAR, done_at='2024-01-15 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE outbox.id IN (21::BIGINT) AND outbox.lease_owner = 'recorder/c3f2f865-f8eb-4a9d-9608-6b833a44992f'::VARCHAR AND outbox.state = 'waiting'::VARCHAR RETURNING outbox.id
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- any
SELECT min(timers.due) AS min_1 
FROM timers 
WHERE timers.state = 'waiting'::VARCHAR
-- commit
-- begin
-- commit
-- begin
-- commit
-- begin
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- commit
-- begin
-- any
SELECT attachments.id 
FROM attachments 
WHERE attachments.state = 'waiting'::VARCHAR AND attachments.next_at <= '2024-01-16 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE AND (attachments.lease_until IS NULL OR attachments.lease_until <= '2024-01-16 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE) ORDER BY attachments.next_at 
 LIMIT 9::INTEGER FOR NO KEY UPDATE SKIP LOCKED
-- 1
UPDATE attachments SET attempts=(attachments.attempts + 1::INTEGER), lease_owner='w/2cd38914-21f5-4e20-8089-53a1aed68240'::VARCHAR, lease_until='2024-01-16 03:02:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE WHERE attachments.id IN ('f0e4dcbfa5aa47218cd30cbe81270c7d'::uuid::UUID) RETURNING attachments.id, attachments.message_id, attachments.conversation_key, attachments.case_id, attachments.kind, attachments.file_name, attachments.place, attachments.state, attachments.content_type, attachments.size, attachments.attempts, attachments.next_at, attachments.lease_owner, attachments.lease_until, attachments.reason, attachments.created_at
-- 1
UPDATE attachments SET state='stored'::VARCHAR, content_type='image/jpeg'::VARCHAR, size=7::BIGINT, lease_owner=NULL::VARCHAR, lease_until=NULL::TIMESTAMP WITH TIME ZONE WHERE attachments.id = 'f0e4dcbfa5aa47218cd30cbe81270c7d'::uuid::UUID AND attachments.lease_owner = 'w/2cd38914-21f5-4e20-8089-53a1aed68240'::VARCHAR AND attachments.state = 'waiting'::VARCHAR RETURNING attachments.id
-- 1
INSERT INTO attachment_contents (attachment_id, content) VALUES ('f0e4dcbfa5aa47218cd30cbe81270c7d'::uuid::UUID, '\x7365616c65642e312e35626637333731612eacc170623ce5c6b512b1b8de368dc19d94c3901232031be913c2539187afd2581105dd'::bytea)
-- any
SELECT ledger_days.day, ledger_days.since, ledger_days.until, ledger_days.events_carried, ledger_days.events_in, ledger_days.events_handled, ledger_days.events_waiting, ledger_days.events_failed, ledger_days.messages_carried, ledger_days.messages_written, ledger_days.messages_delivered, ledger_days.messages_cancelled, ledger_days.messages_waiting, ledger_days.messages_failed, ledger_days.cases_opened, ledger_days.cases_closed 
FROM ledger_days ORDER BY ledger_days.day DESC 
 LIMIT 1::INTEGER
-- 1
SELECT coalesce(sum(events_in), 0) AS came, coalesce(sum(events_handled), 0) AS handled,
           coalesce(sum(messages_written), 0) AS written,
           coalesce(sum(messages_delivered), 0) AS delivered,
           coalesce(sum(messages_cancelled), 0) AS cancelled
      FROM ledger_days
-- 1
SELECT (SELECT coalesce(sum(rows), 0) FROM journal WHERE book = 'inbox') AS events_in,
           i.handled, i.waiting AS events_waiting, i.failed AS events_failed,
           (SELECT coalesce(sum(rows), 0) FROM journal WHERE book <> 'inbox') AS written,
           o.delivered, o.cancelled, o.waiting AS messages_waiting, o.failed AS messages_failed
      FROM (SELECT count(*) FILTER (WHERE state = 'handled') AS handled,
                   count(*) FILTER (WHERE state = 'waiting') AS waiting,
                   count(*) FILTER (WHERE state = 'failed') AS failed FROM inbox) AS i,
           (SELECT count(*) FILTER (WHERE state = 'delivered') AS delivered,
                   count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
                   count(*) FILTER (WHERE state = 'waiting') AS waiting,
                   count(*) FILTER (WHERE state = 'failed') AS failed FROM outbox) AS o
-- 1
SELECT (SELECT count(*) FROM cases
             WHERE created_at >= '0001-01-01 00:00:00+00:00'::timestamptz AND created_at < '2024-01-16 03:01:18+00:00'::timestamptz) AS opened,
           (SELECT count(*) FROM case_log
             WHERE action IN ('closed', 'withdrawn') AND at >= '0001-01-01 00:00:00+00:00'::timestamptz AND at < '2024-01-16 03:01:18+00:00'::timestamptz) AS closed
-- 1
INSERT INTO ledger_days (day, since, until, events_carried, events_in, events_handled, events_waiting, events_failed, messages_carried, messages_written, messages_delivered, messages_cancelled, messages_waiting, messages_failed, cases_opened, cases_closed) VALUES ('2024-01-16'::date::DATE, NULL::TIMESTAMP WITH TIME ZONE, '2024-01-16 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 0::BIGINT, 13::BIGINT, 13::BIGINT, 0::BIGINT, 0::BIGINT, 0::BIGINT, 21::BIGINT, 21::BIGINT, 0::BIGINT, 0::BIGINT, 0::BIGINT, 1::BIGINT, 1::BIGINT)
-- any
SELECT ledger_days.day, ledger_days.since, ledger_days.until, ledger_days.events_carried, ledger_days.events_in, ledger_days.events_handled, ledger_days.events_waiting, ledger_days.events_failed, ledger_days.messages_carried, ledger_days.messages_written, ledger_days.messages_delivered, ledger_days.messages_cancelled, ledger_days.messages_waiting, ledger_days.messages_failed, ledger_days.cases_opened, ledger_days.cases_closed 
FROM ledger_days ORDER BY ledger_days.day DESC 
 LIMIT 1::INTEGER
-- 1
INSERT INTO operator_log (at, who, action, subject, why) VALUES ('2024-01-16 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'somebody'::VARCHAR, 'list'::VARCHAR, 'cases'::VARCHAR, ''::VARCHAR) RETURNING operator_log.id
-- 6
SELECT 'total' AS what, book AS name, '' AS state, sum(rows)::bigint AS rows
      FROM journal GROUP BY book
    UNION ALL SELECT 'events', 'inbox', state, count(*) FROM inbox GROUP BY state
    UNION ALL SELECT 'messages', channel, state, count(*) FROM outbox GROUP BY channel, state
-- 1
SELECT (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
           (SELECT min(due) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM timers WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'failed'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting'),
           (SELECT count(*) FROM attachments WHERE state = 'waiting' AND reason = 'the room for files is used up (media.room_megabytes)'),
           (SELECT count(*) FROM outbox WHERE state = 'waiting' AND reason = 'quota_used_up')
-- any
SELECT CASE WHEN starts_with(people.name, 'sealed.1.'::VARCHAR) THEN substr(people.name, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM people 
WHERE (people.name NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(cases.amounts #>> '{}', 'sealed.1.'::VARCHAR) THEN substr(cases.amounts #>> '{}', 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM cases 
WHERE ((cases.amounts #>> '{}') NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(cases.evidence #>> '{}', 'sealed.1.'::VARCHAR) THEN substr(cases.evidence #>> '{}', 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM cases 
WHERE ((cases.evidence #>> '{}') NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(cases.reason, 'sealed.1.'::VARCHAR) THEN substr(cases.reason, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM cases 
WHERE (cases.reason NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(cases.question_text, 'sealed.1.'::VARCHAR) THEN substr(cases.question_text, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM cases 
WHERE (cases.question_text NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(cases.result, 'sealed.1.'::VARCHAR) THEN substr(cases.result, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM cases 
WHERE (cases.result NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(conversations.draft #>> '{}', 'sealed.1.'::VARCHAR) THEN substr(conversations.draft #>> '{}', 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM conversations 
WHERE ((conversations.draft #>> '{}') NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(invitations.name, 'sealed.1.'::VARCHAR) THEN substr(invitations.name, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM invitations 
WHERE (invitations.name NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(attachments.file_name, 'sealed.1.'::VARCHAR) THEN substr(attachments.file_name, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM attachments 
WHERE (attachments.file_name NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(case_log.detail, 'sealed.1.'::VARCHAR) THEN substr(case_log.detail, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM case_log 
WHERE (case_log.detail NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(encode(SUBSTRING(case_log.salt FROM 1::INTEGER FOR 18::INTEGER), 'escape'::VARCHAR), 'sealed.1.'::VARCHAR) THEN substr(encode(SUBSTRING(case_log.salt FROM 1::INTEGER FOR 18::INTEGER), 'escape'::VARCHAR), 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM case_log 
WHERE (encode(SUBSTRING(case_log.salt FROM 1::INTEGER FOR 18::INTEGER), 'escape'::VARCHAR) NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(case_parts.text, 'sealed.1.'::VARCHAR) THEN substr(case_parts.text, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM case_parts 
WHERE (case_parts.text NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(corrections.text, 'sealed.1.'::VARCHAR) THEN substr(corrections.text, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM corrections 
WHERE (corrections.text NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(corrections.review_reason, 'sealed.1.'::VARCHAR) THEN substr(corrections.review_reason, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM corrections 
WHERE (corrections.review_reason NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(inbox.raw, 'sealed.1.'::VARCHAR) THEN substr(inbox.raw, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM inbox 
WHERE (inbox.raw NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(outbox.payload #>> '{}', 'sealed.1.'::VARCHAR) THEN substr(outbox.payload #>> '{}', 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM outbox 
WHERE ((outbox.payload #>> '{}') NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(referrals.result, 'sealed.1.'::VARCHAR) THEN substr(referrals.result, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM referrals 
WHERE (referrals.result NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(referrals.reason, 'sealed.1.'::VARCHAR) THEN substr(referrals.reason, 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM referrals 
WHERE (referrals.reason NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT CASE WHEN starts_with(encode(SUBSTRING(attachment_contents.content FROM 1::INTEGER FOR 18::INTEGER), 'escape'::VARCHAR), 'sealed.1.'::VARCHAR) THEN substr(encode(SUBSTRING(attachment_contents.content FROM 1::INTEGER FOR 18::INTEGER), 'escape'::VARCHAR), 10::INTEGER, 8::INTEGER) ELSE 'plain'::VARCHAR END AS anon_1, count(*) AS count_1 
FROM attachment_contents 
WHERE (encode(SUBSTRING(attachment_contents.content FROM 1::INTEGER FOR 18::INTEGER), 'escape'::VARCHAR) NOT IN (''::VARCHAR, '{}'::VARCHAR, '[]'::VARCHAR)) GROUP BY 1
-- any
SELECT encryption_keys.id, encryption_keys.since 
FROM encryption_keys ORDER BY encryption_keys.since, encryption_keys.id
-- commit
-- begin
-- 0
INSERT INTO conversations (key) VALUES ('user:Ue468148607349af319a8107a7052f1be'::VARCHAR) ON CONFLICT DO NOTHING
-- 1
INSERT INTO inbox (webhook_event_id, conversation_key, kind, message_id, timestamp, received_at, ready_at, raw, mode, is_redelivery, reply_token, state, reason) VALUES ('E0000000000000000000000014'::VARCHAR, 'user:Ue468148607349af319a8107a7052f1be'::VARCHAR, 'text'::VARCHAR, '499999'::VARCHAR, '2024-01-16 03:01:18.014000+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-16 03:01:18+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, '2024-01-16 03:01:21+00:00'::timestamptz::TIMESTAMP WITH TIME ZONE, 'sealed.1.5bf7371a.a80CFg0L9qkvKalHHc6dimdMBfMvWf/ExXP9f0Iop5HO7szXuwIEorBcIUG8zhB4Wq8PAhimH/jEHGrfkCuPHaOMHDLjzQLw5uLsyn6iwpehXxyaDrjueiKB0kgwzhLjI2i/jfgbwnMbB1msdo2ktxvAbSg30DoS16npVJLDdbyYUuMVkb4RNYXLU35drEzm7RWU65oybgG/jrt/BbhP+UNsAnay7UcLBSECc4x7LR4r7DGiMihnEnIh96n7wyLT8LxAqr3486AaPVXyLPVD3WzND1abTUVfYCqEKkudw+DoUFn1CbAi2lYYRDUblLKLOC36nQGboEAwuk/XOaLgwYQDlEHIJ95bgyh50kMcn7mfBd6iR5ZIKhFQNICiUabr/O2984igKLM2blb/p3anBtalmInohziddKsEHsM6Qcl6AGbk7GErDutfEnWi0k0YW9O3nVTqADo8wToNUlfjMSJHYvvjFOqoRmxy5L+ISfks6l7Iv79jX2pQbXMZd5eC2FU7U3a7yKLTpuv7HzE3O4xNgFgcKbYxpRs8SMpJZkdND3Y5ww=='::VARCHAR, 'active'::VARCHAR, false, 'R0000000000000000000000000000014'::VARCHAR, 'waiting'::VARCHAR, ''::VARCHAR) ON CONFLICT (webhook_event_id) DO NOTHING RETURNING inbox.state
-- commit
