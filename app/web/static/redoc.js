"use strict";
description().then((spec) => Redoc.init(spec, {}, document.querySelector("#redoc")));
