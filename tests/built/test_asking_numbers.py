"""Questions for one number, its years and its change: the answers are computed from the built data."""

import re

import pytest

from tests.asked import closed, rows_of, says
from whitepaper.asking import Answer, answer
from whitepaper.model.keys import CHANGES, LEVEL
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

QUOTED = ("shown", "category", "area", "period_name", "doubt", "unsettled", "status_reason")
"""Columns whose words an answer may quote."""
ONE_IN = 6
"""So many indicators are asked for one by one in the sweeps, which keeps them cheap."""


LEVELS = [
    # question, indicator, area (empty for the district), category (empty for the total), year (0 for the newest)
    ("2024年地区生产总值是多少", "economy.gdp", "", "", 0),
    ("工业总产值多少亿", "economy.industrial_output", "", "", 0),
    ("去年社零是涨还是跌", "economy.retail_sales", "", "", 0),
    ("固定资产投资比上年增长多少", "economy.fixed_investment", "", "", 0),
    ("财政收入2023年是多少", "economy.fiscal_revenue", "", "", 2023),
    ("莘庄工业区产值多少", "economy.park_output", "310112501", "", 0),
    ("紫竹高新区工业产值增长多少", "economy.park_output", "place:zizhu", "", 0),
    ("四大园区合计产值多少", "economy.park_output", "place:four_parks", "", 0),
    ("战新产业里生物医药产值是多少", "economy.strategic_output", "", "生物医药", 0),
    ("新能源汽车产值增长了多少", "economy.strategic_output", "", "新能源汽车", 0),
    ("新材料产值比上年", "economy.strategic_output", "", "新材料", 0),
    ("玩具抽检合格率是多少", "product.circulation.pass_rate", "", "玩具", 0),
    ("中央厨房有多少家", "food.license.catering", "", "中央厨房", 0),
    ("餐饮服务持证单位多少户", "food.license.catering", "", "", 0),
    ("食堂有多少家", "food.license.catering", "", "食堂", 0),
    ("医疗器械抽检了多少件", "drug.sampling.samples", "", "医疗器械", 0),
    ("化妆品备案多少件", "cosmetics.filing.total", "", "", 0),
    ("进口化妆品备案占比", "cosmetics.filing.imported_share", "", "", 0),
    ("药品不良反应报告数", "adverse.reports", "", "药品", 0),
    ("农产品检测合格率多少", "agri.monitoring.pass_rate", "", "", 0),
    ("绿叶菜基地有几家", "agri.leafy_bases", "", "", 0),
    ("特种设备总量有多少", "equipment.in_use.total", "", "", 0),
    ("锅炉有多少台", "equipment.in_use.boilers", "", "", 0),
    ("起重机有多少台", "equipment.in_use.cranes", "", "", 0),
    ("压力容器多少", "equipment.in_use.pressure_vessels", "", "", 0),
    ("特种设备事故几起", "equipment.accidents", "", "", 0),
    ("万台特种设备死亡人数目标是多少", "equipment.death_rate_limit", "", "", 0),
    ("进口商品检验多少批次", "trade.inspection.imports", "", "", 0),
    ("莘庄海关查发不合格多少批", "trade.xinzhuang.noncompliant", "", "", 0),
    ("投诉举报比上年增长多少", "consumer.complaints.received", "", "", 0),
    ("实际处理的投诉举报有多少件", "consumer.complaints.handled", "", "", 0),
    ("12315平台收到多少件", "consumer.complaints.received", "", "全国12315平台", 0),
    ("人民调解成功率", "consumer.mediation.success_rate", "", "", 0),
    ("绿色建筑面积多少", "construction.green.area", "", "", 0),
    ("竣工验收合格率是多少", "construction.completion.pass_rate", "", "", 0),
    ("取水量多少", "water_resources.abstraction", "", "", 0),
    ("取水计划多少", "water_resources.planned_abstraction", "", "", 0),
    ("水务工程总投资", "waterworks.supervised.investment", "", "", 0),
    ("文创企业多少家", "culture.enterprises", "", "", 0),
    ("文创增加值占GDP比重", "culture.gdp_share", "", "", 0),
    ("软件信息业营收", "tech.software_revenue", "", "", 0),
    ("高新技术企业多少家", "tech.hightech.valid", "", "", 0),
    ("技术合同成交额", "tech.transfer.contract_value", "", "", 0),
    ("A级景区接待多少游客", "tourism.scenic_visitors", "", "", 0),
    ("旅游投诉多少件", "tourism.complaints", "", "", 0),
    ("4A景区几家", "tourism.scenic_areas", "", "4A 旅游景区", 0),
    ("公共停车场泊位数", "transport.public_parking_spaces", "", "", 0),
    ("新增停车位多少", "transport.parking_new", "", "", 0),
    ("充电桩新增多少", "transport.charging_new", "", "", 0),
    ("公交线路有几条", "transport.bus_lines", "", "", 0),
    ("室内菜市场多少家", "retail.venues", "", "室内菜市场", 0),
    ("二氧化硫年均值", "env.air.so2", "", "", 0),
    ("pm10降了多少", "env.air.pm10", "", "", 0),
    ("昼间噪声", "env.noise.day", "", "", 0),
    ("白天噪音多大", "env.noise.day", "", "", 0),
    ("人均公园绿地面积", "green.park_area_per_capita", "", "", 0),
    ("森林覆盖率", "green.forest_coverage", "", "", 0),
    ("新增绿地多少", "green.new_green_area", "", "", 0),
    ("生活垃圾处理量", "waste.domestic_treated", "", "", 0),
    ("垃圾回收利用率", "waste.recovery_rate", "", "", 0),
    ("河道整治多少公里", "rivers.renovated_length", "", "", 0),
    ("老年人口占比", "elderly.population_share", "", "", 0),
    ("养老床位数量", "elderly.beds", "", "", 0),
    ("养老机构几家", "elderly.institutions", "", "", 0),
    ("家庭医生签约率", "health.family_doctor.rate", "", "", 0),
    ("医疗机构一共多少所", "health.institutions", "", "", 0),
    ("门急诊人次增长多少", "health.visits", "", "", 0),
    ("医保参保人数", "gov.medical_settlement.insured", "", "", 0),
    ("全程网办率", "gov.online_rate", "", "", 0),
    ("市民云访问量", "gov.cloud.visits", "", "", 0),
    ("研发经费多少", "innovation.science.rd_expenditure", "", "", 0),
    ("国家重点实验室几个", "innovation.science.key_laboratories", "", "", 0),
    ("智能工厂新增多少", "innovation.digital.smart_factories_new", "", "", 0),
    ("计量案件", "infrastructure.metrology.scale_cases", "", "", 0),
    ("认证机构多少家", "infrastructure.certification.bodies", "", "", 0),
    ("检验检测机构多少家", "infrastructure.testing.institutions", "", "", 0),
    ("商标有效注册量", "ip.trademarks.valid", "", "", 0),
    ("老字号企业多少家", "brand.economy.time_honoured", "", "", 0),
    ("质汇驿站有多少个街镇", "features.towns.station_towns", "", "", 0),
    ("梅陇镇规上企业营收", "town.industry.revenue", "310112108", "规上企业", 0),
    ("莘庄工业区高端装备企业多少家", "town.industry.enterprises", "310112501", "代表性企业", 0),
    ("江川机器人企业多少家", "town.industry.enterprises", "310112001", "智能机器人", 0),
    ("江川路街道工业总产值", "town.industrial_output", "310112001", "", 0),
    ("浦江镇面积占全区多少", "town.area_share", "310112114", "", 0),
    ("七宝古镇商户多少家", "town.old_street.merchants", "310112102", "", 0),
    ("七宝老街餐饮小吃占比", "town.old_street.shop_mix", "310112102", "餐饮小吃类", 0),
    ("华漕镇有效发明专利多少件", "town.patents.valid", "310112106", "", 0),
    ("马桥高新技术企业", "town.hightech.enterprises", "310112112", "", 0),
    ("马桥专精特新企业多少家", "town.specialized.enterprises", "310112112", "", 0),
    ("颛桥小巨人企业", "town.little_giants", "310112103", "专精特新·检验检测（范围未明）", 0),
    ("虹桥镇商品销售总额", "town.goods_sales", "310112107", "", 0),
    ("spcjhgl", "food.sampling.pass_rate", "", "", 0),
    ("shipinchoujianhegelv", "food.sampling.pass_rate", "", "", 0),
    ("minhang gdp", "economy.gdp", "", "", 0),
    ("huanjingzaosheng yejian", "env.noise.night", "", "", 0),
    ("食品抽捡合格率是多少", "food.sampling.pass_rate", "", "", 0),
    ("投拆举报多少件", "consumer.complaints.received", "", "", 0),
    ("养老床味数", "elderly.beds", "", "", 0),
    ("闵行去年GDP总量多少亿元", "economy.gdp", "", "", 0),
    ("全区规上文创企业有多少家", "culture.enterprises", "", "", 0),
    ("全年门急诊看了多少人次", "health.visits", "", "", 0),
    ("全区公园有多少个", "green.parks", "", "", 0),
    ("绿道建了多少公里", "green.greenways", "", "", 0),
    ("新建口袋公园几座", "green.facilities", "", "口袋公园", 0),
    ("小作坊有几家", "food.license.workshops", "", "", 0),
    ("食品企业A级的多少户", "food.grading.producers", "", "A级", 0),
    ("药械不良事件报告多少", "adverse.reports", "", "医疗器械", 0),
    ("消费维权联络点多少个", "consumer.contact_points", "", "", 0),
    ("假冒商品销毁了多少件", "competition.destroyed_items", "", "", 0),
    ("院士专家工作站几个", "tech.expert_stations", "", "", 0),
    ("技术合同认定了多少项", "tech.transfer.contracts", "", "", 0),
    ("专利超市成交多少件", "ip.market.traded", "", "", 0),
    ("首席质量官奖励多少人", "innovation.incentive.people", "", "首席质量官", 0),
    ("强制性产品认证立案多少件", "infrastructure.certification.ccc_cases", "", "", 0),
    ("团体标准典型案例几项", "infrastructure.standardisation.group_cases", "", "", 0),
    ("公交线网密度", "transport.bus_density", "", "", 0),
    ("道路停车泊位多少个", "transport.road_parking_spaces", "", "", 0),
    ("共享停车位", "transport.parking_shared", "", "", 0),
    ("夜间噪声比上年高了多少", "env.noise.night", "", "", 0),
    ("NO2降了多少", "env.air.no2", "", "", 0),
    ("臭氧浓度降了多少", "env.air.o3", "", "", 0),
    ("水质达标率", "env.water.compliance", "", "", 0),
    ("生活垃圾分类覆盖率", "waste.sorting_coverage", "", "", 0),
    ("餐厨垃圾处理了多少吨", "waste.kitchen_treated", "", "", 0),
    ("长者食堂有多少家", "elderly.facilities_total", "", "社区长者食堂", 0),
    ("日间照护中心有几个", "elderly.facilities_total", "", "专业照护型日间照护中心", 0),
    ("认知障碍床位", "elderly.dementia_beds", "", "", 0),
    ("家门口养老服务站新建几个", "elderly.facilities_new", "", "家门口养老服务站", 0),
    ("高血压签约多少人", "health.family_doctor.signed", "", "其中：高血压患者", 0),
    ("社区卫生服务中心有几家", "health.institutions", "", "公立·社区卫生服务中心", 0),
    ("村卫生室有多少", "health.institutions", "", "公立·村卫生室", 0),
    ("市民健身步道", "sports.facilities_built", "", "市民健身步道", 0),
    ("体质监测多少人", "sports.fitness_tests", "", "", 0),
    ("绿色工厂有多少家", "innovation.green.demonstration_total", "", "绿色工厂", 0),
    ("共享科研仪器多少台", "innovation.science.shared_instruments", "", "", 0),
    ("社零这两年是涨是跌", "economy.retail_sales", "", "", 0),
    ("商品销售总额同比", "economy.wholesale_sales", "", "", 0),
    ("软件业营收增速", "tech.software_revenue", "", "", 0),
    ("景区收入比上年降了多少", "tourism.scenic_revenue", "", "", 0),
    ("出院人次增幅", "health.discharges", "", "", 0),
    ("手术人数同比增长多少", "health.surgeries", "", "", 0),
    ("在用特种设备增长了多少", "equipment.in_use.total", "", "", 0),
    ("文创营收同比", "culture.revenue", "", "", 0),
    ("下转社区病房人次增长了多少", "health.alliance.down_referrals", "", "", 0),
    ("餐饮单位D级有多少", "food.grading.catering", "", "D级", 0),
    ("新虹街道食品企业有多少", "town.industry.enterprises", "310112008", "", 0),
    ("新虹规上食品企业多少家", "town.industry.designated_enterprises", "310112008", "", 0),
    (
        "宁德时代经济贡献增长多少",
        "town.industry.contribution",
        "310112110",
        "宁德时代未来能源（上海）研究院有限公司",
        0,
    ),
    ("颛桥东富龙产值", "town.industry.output", "310112103", "东富龙系", 0),
    ("莘庄镇集成电路企业多少", "town.industry.enterprises", "310112101", "集成电路上下游", 0),
    ("古美服务业营收", "town.services_revenue", "310112006", "", 0),
    ("梅陇食品经营单位", "town.industry.food_operators", "310112108", "", 0),
    ("虹桥镇商品销售占全区比例", "town.goods_sales_share", "310112107", "", 0),
    ("华漕生物医药工业产值", "town.bio.value_by_sector", "310112106", "工业产值", 0),
    ("马桥人工智能企业标准多少项", "town.standards.developed", "310112112", "人工智能链上企业", 0),
    ("莘庄工业区世界五百强几家", "town.industry.fortune500", "310112501", "61家代表性企业", 0),
    ("浦江基因产业企业数", "town.industry.enterprises", "310112114", "基因产业", 0),
    ("2023年社零", "economy.retail_sales", "", "", 2023),
    ("2023年PM2.5", "env.air.pm25", "", "", 2023),
    ("2022年绿色食品认证率", "agri.green.rate", "", "", 2022),
    ("空气质量怎么样", "env.air.good_days_rate", "", "", 0),
    ("空气质量比上年好了吗", "env.air.good_days_rate", "", "", 0),
    ("老旧电梯评估多少台", "equipment.elevator.assessed", "", "", 0),
    ("人工智能企业有多少家", "town.industry.enterprises", "310112112", "", 0),
    ("梅陇食品企业多少家", "town.industry.enterprises", "310112108", "食品生产", 0),
    ("浦江镇生物医药企业占全区多少", "town.industry.district_share", "310112114", "生物医药", 0),
    ("浦江镇生物医药规上企业营收", "town.industry.revenue", "310112114", "生物医药规上企业", 0),
    ("浦江生物医药营收比上年增长多少", "town.industry.revenue", "310112114", "生物医药规上企业", 0),
    ("七宝文创企业有多少", "town.industry.enterprises", "310112102", "七宝老街门店或企业", 0),
    ("虹桥镇规上企业多少家", "town.designated.enterprises", "310112107", "", 0),
    ("虹桥规上企业商业占比", "town.designated.share", "310112107", "商业", 0),
    ("莘庄镇专精特新企业", "town.specialized.enterprises", "310112101", "市级", 0),
    ("华漕新增企业多少", "town.industry.new_enterprises", "310112106", "", 0),
    ("华漕固定资产投资", "town.bio.investment", "310112106", "", 0),
    ("浦锦滨江岸线多长", "town.tourism.waterfront", "310112009", "", 0),
    ("吴泾经济贡献百万以上企业几家", "town.industry.contributors", "310112110", "", 0),
    ("江川路街道绿色工厂", "town.green.national_factories", "310112001", "闵行开发区内", 0),
    ("莘庄工业区税收", "town.industry.tax", "310112501", "61家代表性企业（不含部分航天保密数据）", 0),
    ("莘庄工业区占规上工业比例", "town.industry.output_share", "310112501", "61家代表性企业", 0),
    ("专利多少", "ip.patents.granted", "", "", 0),
    ("GDP", "economy.gdp", "", "", 0),
    ("2024年化妆品不良反应报告多少", "adverse.reports", "", "化妆品", 0),
    ("新严报告占比", "adverse.new_severe_share", "", "药品", 0),
    ("绿色食品认证面积", "agri.green.certified_area", "", "", 0),
    ("承诺达标合格证开具多少张", "agri.certificates.issued", "", "", 0),
    ("带证上市多少吨", "agri.certificates.output", "", "", 0),
    ("龙吴海关监管汽车多少辆", "trade.vehicles", "", "", 0),
    ("汽车进出口增长几倍", "trade.vehicles_growth", "", "", 0),
    ("查检时长压缩多少", "trade.time_reduction", "", "", 0),
    ("人脸识别检查商场几家", "consumer.face.malls", "", "", 0),
    ("无废细胞几个", "env.waste_free_cells", "", "", 0),
    ("优Ⅲ类水占比", "env.water.good_share", "", "", 0),
    ("外环绿道驿站", "green.facilities", "", "外环绿道驿站", 0),
    ("公园24小时开放比例", "green.parks_24h_share", "", "", 0),
    ("AEO企业查检时长", "trade.aeo_time_reduction", "", "", 0),
    ("社区护理中心", "health.community_capacity", "", "社区护理中心功能验收", 0),
    ("银龄健康覆盖率", "health.elderly_plan.coverage", "", "", 0),
    ("影像会诊多少", "health.alliance.remote", "", "影像会诊（PACS）", 0),
    ("引入市级专家多少人", "health.alliance.city_experts", "", "", 0),
    ("企业专属空间主动提醒", "gov.enterprise_space", "", "主动提醒服务", 0),
    ("12345为企帮办答复", "gov.enterprise_hotline", "", "", 0),
    ("长者运动健康之家", "sports.elderly_gyms", "", "", 0),
    ("健身苑点", "sports.facilities_built", "", "健身苑点", 0),
    ("镇级赛事多少场", "sports.events", "", "镇级赛事", 0),
    ("国际赛事观众", "sports.international_spectators", "", "", 0),
    ("揭榜挂帅合同", "innovation.science.open_bid_contracts", "", "", 0),
    ("工业互联网平台", "innovation.digital.internet_platforms", "", "", 0),
    ("标准制定奖励多少钱", "innovation.incentive.amount", "", "参与标准制定", 0),
    ("商超称重合格率", "infrastructure.metrology.weighing_pass_rate", "", "", 0),
    ("过度包装抽查合格率", "infrastructure.metrology.packaging_pass_rate", "", "", 0),
    ("有效证书多少张", "infrastructure.certification.certificates", "", "", 0),
    ("绿色工厂帮扶", "infrastructure.certification.green_factory_help", "", "", 0),
    ("机动车检验机构检查", "infrastructure.testing.inspected", "", "机动车检验检测机构", 0),
    ("新型标准化组织", "infrastructure.standards.new_type_organisations", "", "", 0),
    ("指导性技术文件", "infrastructure.standardisation.guidance", "", "", 0),
    ("团标", "infrastructure.standardisation.group_cases", "", "", 0),
    ("上海品牌涉及几个领域", "brand.shanghai.fields", "", "", 0),
    ("品牌培育标杆", "brand.economy.benchmarks", "", "品牌培育", 0),
    ("千企百城", "ip.trademarks.value_brands", "", "", 0),
    ("海外维权专家", "ip.overseas.experts", "", "", 0),
    ("电梯维保单位检查了几家", "equipment.maintenance.units", "", "", 0),
    ("餐饮环节抽检合格率是多少", "food.sampling.pass_rate", "", "餐饮", 0),
    ("文创企业比上年增加多少家", "culture.enterprises", "", "", 0),
    ("市级专精特新莘庄有几家", "town.specialized.enterprises", "310112101", "市级", 0),
    ("浦江镇生物医药规上企业有几家", "town.industry.designated_enterprises", "310112114", "生物医药", 0),
    ("新能源汽车产值是多少", "economy.strategic_output", "", "新能源汽车", 0),
    ("绿色食品认证率是升还是降", "agri.green.rate", "", "", 0),
    ("食品流通A级多少户", "food.grading.circulation", "", "A级", 0),
    ("水利工程受监几项", "waterworks.supervised.projects", "", "水利工程", 0),
    ("节水学校几所", "water_resources.saving_schools", "", "", 0),
    ("食品案件立案多少", "food.enforcement.cases", "", "", 0),
    ("二〇二三年PM2.5", "env.air.pm25", "", "", 2023),
    ("PM10年均值2023年是多少", "env.air.pm10", "", "", 2023),
    ("软件和信息技术服务业营收多少", "culture.revenue", "", "软件和信息技术服务", 0),
    ("院士工作站几家", "tech.expert_stations", "", "院士工作站", 0),
    ("梅陇食品占全镇经济比重", "town.industry.share_of_town", "310112108", "", 0),
]


@pytest.mark.parametrize(("question", "indicator", "area", "category", "year"), LEVELS, ids=[row[0] for row in LEVELS])
def test_a_number_is_found_however_it_is_asked_for(
    store: Store, question: str, indicator: str, area: str, category: str, year: int
) -> None:
    """By its name, a part of it, a reader's word, pinyin, initials, and with one slip; the chip says which it is."""
    rows = rows_of(store, indicator, area, category)
    rows = rows[~rows["measure"].isin(CHANGES)].sort_values("at_year", kind="stable")
    rows = rows[rows["at_year"] == year] if year else rows
    found = answer(question, store)
    assert found.is_answered
    assert {chip.kind: chip.chosen.code for chip in found.chips}["indicator"] == indicator
    assert rows["key"].iat[-1] in found.keys
    number = re.search(r"\d[\d,.:/]*\d|\d|无|五分之一|第.", rows["shown"].iat[-1])
    assert number is not None
    assert says(found, number[0])


TRENDS = [
    ("绿色食品认证率近三年走势", "agri.green.rate"),
    ("文明工地近三年", "construction.award.civilized_site"),
    ("优质结构工程近三年", "construction.award.structure_city"),
    ("绿色食品产量近三年怎么样", "agri.green.output"),
    ("AQI优良率趋势", "env.air.good_days_rate"),
    ("PM2.5近三年怎么走", "env.air.pm25"),
    ("投诉举报这两年变化", "consumer.complaints.received"),
    ("社零走势", "economy.retail_sales"),
]


@pytest.mark.parametrize(("question", "indicator"), TRENDS, ids=[row[0] for row in TRENDS])
def test_a_trend_says_every_year(store: Store, question: str, indicator: str) -> None:
    """All numbers of the series, derived ones named as such."""
    found, rows = answer(question, store), rows_of(store, indicator, category="")
    levels = rows[rows["measure"] == LEVEL]
    assert found.is_answered
    assert len(levels) > 1
    assert all(says(found, row["shown"].split(" ")[0]) for _, row in levels.iterrows())
    assert ("推算" in found.sentence) == (levels["status"] == "derived").any()


GROWN = [
    ("pm10降了多少", "env.air.pm10", "", ""),
    ("投诉举报比上年增长多少", "consumer.complaints.received", "", ""),
    ("商品销售总额同比", "economy.wholesale_sales", "", ""),
    ("下转社区病房人次增长了多少", "health.alliance.down_referrals", "", ""),
    ("出院人次增幅", "health.discharges", "", ""),
    ("夜间噪声比上年高了多少", "env.noise.night", "", ""),
    ("新材料产值比上年", "economy.strategic_output", "", "新材料"),
    ("紫竹高新区工业产值增长多少", "economy.park_output", "place:zizhu", ""),
    ("文创企业比上年增加多少家", "culture.enterprises", "", ""),
    ("GDP增速多少", "economy.gdp", "", ""),
]


@pytest.mark.parametrize(("question", "indicator", "area", "category"), GROWN, ids=[row[0] for row in GROWN])
def test_a_change_is_the_printed_one(store: Store, question: str, indicator: str, area: str, category: str) -> None:
    """As the paper prints it, without its sign."""
    rows = rows_of(store, indicator, area, category)
    change = rows[rows["measure"].isin(CHANGES)].iloc[-1]
    assert says(answer(question, store), re.sub(r"[^\d.]", "", change["shown"]))


def test_a_marked_number_is_never_told_without_its_mark(store: Store) -> None:
    """Each with the reason, when it is asked for by its name."""
    rows = store.observations(Selection())
    own = rows[(rows["area_id"] == store.district) & (rows["category"] == "")]
    for column, said in (("doubt", "（存疑）"), ("unsettled", "（待核）")):
        marked = own[(own[column] != "") & (own["doubt"].eq("") | (column == "doubt"))]
        assert len(marked)
        for _, row in marked.iterrows():
            sentence = answer(f"{row['indicator']}是多少", store).sentence
            assert said in sentence
            assert row[column].split("。")[0] in sentence


def test_a_year_asked_for_gives_that_year_or_a_refusal(store: Store) -> None:
    """Of every other indicator that stands on the first page."""
    for indicator in list(dict.fromkeys(store.tables["headlines"]["indicator_id"].to_pylist()))[::2]:
        for year in (2021, 2023):
            found = answer(f"{year}年{store.name('indicators', indicator)}是多少", store)
            years = {store.observation(key)["at_year"] for key in found.keys}
            assert year in years if found.is_answered else found.sentence, (indicator, year)


@pytest.fixture(scope="module")
def plainly_asked(store: Store) -> dict[str, Answer]:
    """Indicators to the answers to what they are, by their plain names."""
    return {key: answer(f"{name}是多少", store) for key, name in list(store.names("indicators").items())[::ONE_IN]}


def test_every_indicator_is_found_by_its_plain_name(store: Store, plainly_asked: dict[str, Answer]) -> None:
    """Each gives its own number, or says why not."""
    for indicator, found in plainly_asked.items():
        assert {key.split(";")[0] for key in found.keys} == {indicator}, store.name("indicators", indicator)
        assert found.is_answered, store.name("indicators", indicator)


MISSED = ["2024年食品抽检合格率是多少", "各环节食品抽检合格率的趋势", "药品抽检数怎么走"]


def test_what_is_missing_is_said_once(store: Store, plainly_asked: dict[str, Answer]) -> None:
    """Not in the sentence and below it again; below it where the sentence does not say it."""
    for found in (*plainly_asked.values(), *(answer(question, store) for question in MISSED)):
        for gap in re.findall(r"缺失（[^）]*）", found.sentence):
            assert gap not in found.more, found.sentence
    assert "缺失（原文为图片）" in answer("食品抽检合格率哪个环节最低", store).more


def test_the_numbers_of_an_answer_are_those_of_the_rows_it_rests_on(
    store: Store, plainly_asked: dict[str, Answer]
) -> None:
    """Whatever is quoted is printed, derived or computed there; what is computed says so."""
    counts = {str(number) for number in (*range(60), *store.years)}
    for indicator, found in plainly_asked.items():
        rows = store.observations(Selection(indicators=(indicator,)))
        known = closed(" ".join([store.name("indicators", indicator), *rows[list(QUOTED)].to_numpy().ravel()]))
        figures = re.findall(r"\d[\d,]*(?:\.\d+)?", closed(found.sentence))
        computed = re.findall(r"([\d,]*\d(?:\.\d+)?)[^\d]*（计算）", closed(found.sentence))
        assert all(one in known or one in computed or one in counts for one in figures), found.sentence


@pytest.mark.parametrize(
    "question", ["产品抽查合格率比2023年高多少", "比2023年高多少，产品抽查合格率", "产品抽查合格率较2023年"]
)
def test_a_year_that_is_compared_with_is_not_the_year_asked_for(store: Store, question: str) -> None:
    """Of the newest year is asked, beside it."""
    assert answer(question, store).sentence == answer("产品抽查合格率2024年比2023年高多少", store).sentence


def test_a_year_asked_for_beside_another_stays(store: Store) -> None:
    """Both are said."""
    assert "降到 2023 年的 91.98%" in answer("2023年产品抽查合格率比2022年", store).sentence


@pytest.mark.parametrize("question", ["商标增长率", "商标有效注册量增长率是多少"])
def test_a_rate_of_growth_is_asked_of_what_grows(store: Store, question: str) -> None:
    """Not of an indicator that is a rate."""
    assert "增长 8.2%" in answer(question, store).sentence


def test_what_several_categories_begin_with_is_all_of_them(store: Store) -> None:
    """And none of the others; which they are is said."""
    said = answer("出口产品不合格批次", store).sentence
    assert "4 项均为 0 批次" in said
    assert said.count("出口") == 4
    assert "进口" not in said


@pytest.mark.parametrize("question", ["进出口商品检验批次", "2024年进出口商品检验批次是多少"])
def test_one_word_for_two_asks_for_both(store: Store, question: str) -> None:
    """Not for the one whose name is a part of it."""
    said = answer(question, store).sentence
    for key in ("trade.inspection.imports", "trade.inspection.exports"):
        name = store.name("indicators", key)
        assert name in said
    assert len(answer(question, store).keys) >= 2


@pytest.mark.parametrize(
    "question", ["上海市闵行区2024年生产总值", "上海闵行GDP", "上海市闵行区地区生产总值是多少亿元"]
)
def test_the_district_by_its_full_name_is_no_other_place(store: Store, question: str) -> None:
    """The city before it is part of it; alone it is another place."""
    assert "4,119.25 亿元" in answer(question, store).sentence
    assert not answer("上海市生产总值", store).is_answered


@pytest.mark.parametrize("question", ["噪声昼间多少分贝", "环境噪声昼间是多少分贝"])
def test_the_beginning_of_a_word_is_no_unit(store: Store, question: str) -> None:
    """分 of 分贝."""
    assert "57.8 dB(A)" in answer(question, store).sentence
