-- SPDX-License-Identifier: EUPL-1.2
-- What tilemaker 2 writes for the tests, after the text of the Shortbread schema 1.0 (shortbread-tiles.org/schema/1.0):
-- its layers, kinds and attributes, without ocean, dams, aerialways, ferries and labels of boundaries.

node_keys = { "place", "highway", "railway", "amenity", "leisure", "tourism", "shop", "historic", "addr:housenumber",
  "addr:housename" }

local function set(text)
  local words = {}
  for word in text:gmatch("%S+") do words[word] = true end
  return words
end

local land = {
  landuse = set("forest grass meadow orchard vineyard allotments cemetery village_green recreation_ground " ..
    "greenhouse_horticulture plant_nursery residential industrial commercial garages retail railway landfill quarry " ..
    "brownfield greenfield farmyard farmland"),
  natural = set("sand beach heath scrub grassland bare_rock scree shingle"),
  wetland = set("swamp bog string_bog wet_meadow marsh"),
  leisure = set("golf_course park garden playground miniature_golf"),
  amenity = set("grave_yard")
}
local sites = {
  amenity = set("university college school hospital prison parking bicycle_parking"),
  leisure = set("sports_center"),
  landuse = set("construction")
}
local streets = {
  motorway = 5, trunk = 6, primary = 8, secondary = 9, tertiary = 10, unclassified = 12, residential = 12, busway = 12,
  bus_guideway = 12, living_street = 13, service = 13, pedestrian = 13, track = 13, footway = 13, steps = 13, path = 13,
  cycleway = 13
}
local labels = {
  motorway = 10, trunk = 12, primary = 12, motorway_link = 13, trunk_link = 13, primary_link = 13, secondary = 13,
  secondary_link = 13, tertiary = 13
}
local rails = { rail = 8, narrow_gauge = 8, tram = 10, light_rail = 10, funicular = 10, subway = 10, monorail = 10 }
local lines = { canal = 9, river = 9, stream = 14, ditch = 14 }
local places = { city = 6, town = 7, village = 10, hamlet = 10, suburb = 10, quarter = 10, neighbourhood = 10,
  isolated_dwelling = 10, farm = 10, island = 10, locality = 10 }
local stops = { "railway", "station", 13, "railway", "halt", 13, "railway", "tram_stop", 14, "highway", "bus_stop", 14,
  "amenity", "bus_station", 13 }
local pois = {
  amenity = set("police fire_station post_box post_office telephone library townhall courthouse prison embassy " ..
    "community_centre nursing_home arts_centre grave_yard marketplace recycling university school college " ..
    "public_building pharmacy hospital clinic doctors dentist veterinary theatre nightclub cinema restaurant fast_food " ..
    "cafe pub bar food_court biergarten shelter car_rental car_wash car_sharing bicycle_rental vending_machine bank " ..
    "atm toilets bench drinking_water fountain waste_basket place_of_worship"),
  leisure = set("playground dog_park sports_centre pitch swimming_pool water_park golf_course stadium ice_rink"),
  tourism = set("hotel motel bed_and_breakfast guest_house hostel information picnic_site viewpoint zoo theme_park"),
  shop = set("supermarket bakery kiosk mall department_store clothes florist chemist books butcher shoes hairdresser"),
  historic = set("monument memorial artwork castle ruins wayside_cross wayside_shrine")
}

local function names(object)
  local name = object:Find("name")
  object:Attribute("name", name)
  for _, language in ipairs({ "en", "de" }) do
    local other = object:Find("name:" .. language)
    object:Attribute("name_" .. language, other ~= "" and other or name)
  end
end

local function tunnel(way)
  local tunnel = way:Find("tunnel")
  return tunnel == "yes" or tunnel == "culvert" or tunnel == "building_passage" or way:Find("covered") == "yes"
end

local bridges = set("yes viaduct boardwalk cantilever covered low_water_crossing movable trestle")

local function heights(way)
  way:AttributeBoolean("tunnel", tunnel(way))
  way:AttributeBoolean("bridge", bridges[way:Find("bridge")] == true)
end

local function layer(object, name, area, zoom, kind)
  object:Layer(name, area)
  object:MinZoom(zoom)
  if kind then object:Attribute("kind", kind) end
end

local function first_of(object, tables)
  for _, key in ipairs({ "landuse", "natural", "wetland", "leisure", "amenity" }) do
    local value = object:Find(key)
    if tables[key] and tables[key][value] then return value end
  end
end

local function point_layers(object, area)
  local function put(name, zoom)
    if area then object:LayerAsCentroid(name) else object:Layer(name, false) end
    object:MinZoom(zoom)
  end
  for at = 1, #stops, 3 do
    if object:Find(stops[at]) == stops[at + 1] then
      put("public_transport", stops[at + 2])
      object:Attribute("kind", stops[at + 1])
      names(object)
      break
    end
  end
  local number, house = object:Find("addr:housenumber"), object:Find("addr:housename")
  for key, values in pairs(pois) do
    if values[object:Find(key)] then
      put("pois", 14)
      for other, known in pairs(pois) do
        local value = object:Find(other)
        object:Attribute(other, known[value] and value or "")
      end
      names(object)
      object:Attribute("housenumber", number)
      object:Attribute("housename", house)
      return
    end
  end
  if number ~= "" or house ~= "" then
    put("addresses", 14)
    object:Attribute("housenumber", number)
    object:Attribute("housename", house)
  end
end

function node_function(node)
  local place = node:Find("place")
  if places[place] and node:Holds("name") then
    layer(node, "place_labels", false, places[place], place)
    names(node)
    node:AttributeNumeric("population", tonumber(node:Find("population")) or 0)
  end
  point_layers(node, false)
end

local function water_area(way)
  local natural, water, waterway, landuse = way:Find("natural"), way:Find("water"), way:Find("waterway"), way:Find("landuse")
  local kind = (waterway == "riverbank" or (natural == "water" and water == "river")) and "river"
    or natural == "water" and "water" or (landuse == "reservoir" or landuse == "basin") and landuse
    or (waterway == "dock" or waterway == "canal") and waterway
  if not kind then return false end
  layer(way, "water_polygons", true, 4, kind)
  way:AttributeNumeric("way_area", way:Area())
  if way:Holds("name") then
    way:LayerAsCentroid("water_polygons_labels")
    way:MinZoom(14)
    way:Attribute("kind", kind)
    way:AttributeNumeric("way_area", way:Area())
    names(way)
  end
  return true
end

local function street(way)
  local highway, railway = way:Find("highway"), way:Find("railway")
  local kind, link = highway:gsub("_link$", "")
  local rail = not streets[kind] and rails[railway] ~= nil
  if rail then kind = railway end
  local zoom = rail and rails[railway] or streets[kind]
  if zoom then
    layer(way, "streets", false, zoom, kind)
    way:AttributeBoolean("link", link == 1 and not rail)
    way:AttributeBoolean("rail", rail)
    heights(way)
    local oneway = way:Find("oneway")
    way:AttributeBoolean("oneway", not rail and (oneway == "yes" or oneway == "1" or oneway == "true" or oneway == "-1"))
    way:AttributeBoolean("oneway_reverse", not rail and oneway == "-1")
    for _, key in ipairs({ "surface", "bicycle", "horse" }) do way:Attribute(key, way:Find(key)) end
    if way:Holds("tracktype") then way:Attribute("tracktype", way:Find("tracktype")) end
    if way:Holds("service") then way:Attribute("service", way:Find("service")) end
  end
  if streets[kind] and not rail and (way:Holds("name") or way:Holds("ref")) then
    layer(way, "street_labels", false, labels[highway] or 14, highway)
    way:Attribute("ref", way:Find("ref"))
    way:AttributeBoolean("tunnel", tunnel(way))
    names(way)
  end
end

local function street_area(way, highway)
  layer(way, "street_polygons", true, 14, highway)
  way:AttributeBoolean("rail", false)
  heights(way)
  way:Attribute("surface", way:Find("surface"))
  if way:Holds("name") then
    way:LayerAsCentroid("streets_polygons_labels")
    way:MinZoom(14)
    way:Attribute("kind", highway)
    names(way)
  end
end

local function areas(way)
  local pier = set("pier breakwater groyne")[way:Find("man_made")] and way:Find("man_made")
  if not water_area(way) then
    local kind = first_of(way, land) or (way:Find("natural") == "wood" and "forest")
    if kind then layer(way, "land", true, kind == "forest" and 7 or 10, kind) end
  end
  local site = first_of(way, sites)
  if site then layer(way, "sites", true, 14, site) end
  if way:Holds("building") and way:Find("building") ~= "no" then
    layer(way, "buildings", true, 14)
    way:AttributeNumeric("dummy", 1)
  end
  if way:Find("man_made") == "bridge" then layer(way, "bridges", true, 12, "bridge") end
  if pier then layer(way, "pier_polygons", true, 12, pier) end
  point_layers(way, true)
end

function way_function(way)
  local highway, area = way:Find("highway"), way:Find("area")
  local ring = way:IsClosed() and area ~= "no"
  if (area == "yes" or way:Find("type") == "multipolygon") and (highway == "pedestrian" or highway == "service") then
    street_area(way, highway)
  elseif area ~= "yes" then
    street(way)
  end
  if ring then areas(way) end
  local waterway, pier = way:Find("waterway"), set("pier breakwater groyne")[way:Find("man_made")]
  if not ring and lines[waterway] then
    layer(way, "water_lines", false, lines[waterway], waterway)
    heights(way)
    if way:Holds("name") then
      layer(way, "water_lines_labels", false, math.max(12, lines[waterway]), waterway)
      heights(way)
      names(way)
    end
  end
  if not ring and pier then layer(way, "pier_lines", false, 12, way:Find("man_made")) end
  local level = tonumber(way:Find("admin_level"))
  if way:Find("boundary") == "administrative" and (level == 2 or level == 4) then
    layer(way, "boundaries", false, level == 2 and 0 or 7)
    way:AttributeNumeric("admin_level", level)
    way:AttributeBoolean("maritime", way:Find("maritime") == "yes")
    way:AttributeBoolean("disputed", way:Find("disputed") == "yes")
  end
end
