package org.strangenoise.figures.render;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
